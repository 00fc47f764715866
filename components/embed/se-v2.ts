// The script of /se-v2.js: what pages had from Statuspage at cdn.statuspage.io, reading this status page.
type Told = { success?: (document: unknown) => void; error?: (why: unknown) => void };
type Filtered = Told & { filter?: string };

const { origin } = new URL((document.currentScript as HTMLScriptElement).src);

function ask(path: string, { success, error }: Told): void {
  fetch(`${origin}/api/v2/${path}.json`, { credentials: "omit" })
    .then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    })
    .then(success, error ?? (() => undefined));
}

const listed = (name: string, filter?: string) => (filter ? `${name}/${encodeURIComponent(filter)}` : name);

/** What it is given (`page`, `host`, …) says where to ask elsewhere; here that is where the script came from. */
class Page {
  summary = (told: Told = {}) => ask("summary", told);
  status = (told: Told = {}) => ask("status", told);
  components = (told: Told = {}) => ask("components", told);
  incidents = (told: Filtered = {}) => ask(listed("incidents", told.filter), told);
  scheduled_maintenances = (told: Filtered = {}) => ask(listed("scheduled-maintenances", told.filter), told);
}

Object.assign(window, { StatusPage: { page: Page } });
