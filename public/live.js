// Adds to the printed page what only the reader's browser knows: their own clock, how long ago, and copying.
(() => {
  const words = document.currentScript.dataset;
  const lang = document.documentElement.lang || "en";

  // English days are "26 July" on these pages, and its hours "4:36pm".
  const dayLang = lang === "en" ? "en-GB" : lang;

  const format = (zone, options, locale = lang) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const hm = { hour: "numeric", minute: "2-digit" };
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };

  function ownTime(at, zone, printed) {
    const mine = format(undefined, fields);
    // Nobody needs to be told twice: the page has its own zone and UTC.
    if ([zone, "UTC"].some((known) => mine.format(at) === format(known, fields).format(at))) return "";
    const time = format(undefined, hm)
      .format(at)
      .replace(/\s?([AP]M)$/, (_, half) => half.toLowerCase());
    const day = (of) => format(of, { month: "long", day: "numeric" }, dayLang).format(at);
    const dated = day() !== day(zone) || printed.includes(day(zone));
    return words.yours.replace("{time}", dated ? `${day()}, ${time}` : time);
  }

  function relative(at) {
    const minutes = Math.round((at - Date.now()) / 60000);
    const past = new Intl.RelativeTimeFormat(dayLang, { numeric: "auto", style: "short" });
    if (Math.abs(minutes) < 60) return past.format(minutes, "minute");
    const hours = Math.round(minutes / 60);
    return Math.abs(hours) < 48 ? past.format(hours, "hour") : past.format(Math.round(hours / 24), "day");
  }

  // Lines break after the dots and after a date, nowhere else.
  const whole = (text) => text.replace(/([^,]) /g, "$1\u00a0");

  function tellTimes(root) {
    const main = document.getElementById("main");
    const zone = main?.dataset.zone;
    if (!zone) return;
    for (const time of root.querySelectorAll("time[data-clock]")) {
      const at = Date.parse(time.dateTime);
      const own = time.dataset.own || (time.dataset.clock !== "far" && ownTime(at, zone, time.textContent));
      if (own && !time.dataset.own) {
        time.dataset.own = own;
        const told = time.textContent.split(/ \(|\)/).filter(Boolean);
        time.textContent = [own, ...told.map(whole)].join("\u00a0· ");
      }
      const off = at - Date.now();
      // Two weeks back, a hundred days ahead.
      if (!time.dataset.clock || off < -1209600000 || off > 8640000000) continue;
      let ago = time.nextElementSibling;
      if (!ago?.classList.contains("ago")) {
        ago = document.createElement("span");
        ago.className = "ago";
        time.after(" ", ago);
      }
      const said = relative(at);
      if (ago.textContent !== said) ago.textContent = said;
    }
  }

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Pages without HTTPS have no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy");
  }

  function wireCopy(box) {
    const link = new URL(box.dataset.copyPath, location.href).href;
    const said = box.querySelector("[role=status]");
    box.hidden = false;
    box.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const text = button.dataset.copy === "link" ? link : `${button.dataset.text}\n${link}`;
      said.textContent = "";
      const word = await copy(text).then(
        () => box.dataset.done,
        () => box.dataset.failed,
      );
      said.textContent = word;
    });
  }

  function begin() {
    document.querySelectorAll("[data-copy-path]").forEach(wireCopy);
    tellTimes(document);
    setInterval(() => document.hidden || tellTimes(document), 30000);
  }

  // Where Next's runtime is on the page it takes over the elements first: changing them before would be undone.
  const taken = () =>
    ["main", "footer"].every((name) => {
      const element = document.querySelector(name);
      return !element || Object.keys(element).some((key) => key.startsWith("__react"));
    });
  function wait(tries) {
    if (tries === 0 || !document.querySelector('script[src*="/_next/"]') || taken()) requestAnimationFrame(begin);
    else setTimeout(wait, 50, tries - 1);
  }
  wait(100);
})();
