import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { owner } from "./candor";

/** A form as a browser without JavaScript sends it when nothing was touched. */
export type Form = { action: string; fields: [name: string, value: string][] };

/** A member of staff without JavaScript: cookies, pages and forms, over plain HTTP. */
export type Visit = {
  page: (path: string) => Promise<string>;
  /** The form on a page that has a field of that name. */
  form: (path: string, field: string) => Promise<Form>;
  /** Resolves with where it leads, as soon as the head of the answer is there. Rejects when it was not taken. */
  send: (form: Form, values: Record<string, string>) => Promise<string>;
};

export async function signedIn(url: string): Promise<Visit> {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    // The address that Candor knows as its own, wherever it is asked.
    const origin = url.replace("127.0.0.1", "localhost");
    const headers = { cookie, origin };
    const answer = await fetch(new URL(path, url), { ...init, headers, redirect: "manual" });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const visit: Visit = {
    page: async (path) => (await ask(path)).text(),
    form: async (path, field) => formIn(await visit.page(path), path, field),
    send: async ({ action, fields }, values) => {
      const body = new FormData();
      for (const [name, value] of fields) if (!(name in values)) body.append(name, value);
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      const answer = await ask(action, { method: "POST", body });
      const to = answer.headers.get("location");
      if (answer.status !== 303 || to === null) throw new Error(`${action} answered ${answer.status}`);
      void answer.body?.cancel();
      return to;
    },
  };
  await visit.send(await visit.form("/staff/sign-in", "password"), owner);
  return visit;
}

function formIn(page: string, path: string, field: string): Form {
  const forms = elementsIn(parse(page)).filter(({ tagName }) => tagName === "form");
  const form = forms.find((each) => elementsIn(each).some((input) => attribute(input, "name") === field));
  if (!form) throw new Error(`No form of ${path} has a field ${field}`);
  return { action: attribute(form, "action") || path, fields: elementsIn(form).flatMap(sent) };
}

/** What a control of a form sends by itself. */
function sent(element: Tree.Element): [string, string][] {
  const name = attribute(element, "name");
  if (!name || attribute(element, "disabled") !== null) return [];
  if (element.tagName === "textarea") return [[name, textOf(element)]];
  if (element.tagName === "select") return [[name, selected(element)]];
  if (element.tagName !== "input") return [];
  const type = attribute(element, "type");
  const unchecked = (type === "radio" || type === "checkbox") && attribute(element, "checked") === null;
  return unchecked ? [] : [[name, attribute(element, "value") ?? ""]];
}

function selected(select: Tree.Element): string {
  const options = elementsIn(select).filter(({ tagName }) => tagName === "option");
  const chosen = options.find((option) => attribute(option, "selected") !== null) ?? options[0];
  return chosen ? (attribute(chosen, "value") ?? textOf(chosen)) : "";
}

function elementsIn(node: Tree.Node): Tree.Element[] {
  const below = "childNodes" in node ? node.childNodes.flatMap(elementsIn) : [];
  return adapter.isElementNode(node) ? [node, ...below] : below;
}

function attribute(element: Tree.Element, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((child) => (adapter.isTextNode(child) ? child.value : "")).join("");
}
