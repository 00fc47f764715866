import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

type Filled = { values: Record<string, string>; headers?: Record<string, string>; to?: string };

/**
 * Fills in the form of the page at `url` that has all the fields of `values`, and sends it as a browser without
 * JavaScript does: to the page itself, or to the same path of the site `to`.
 */
export async function submitForm(url: string, { values, headers = {}, to = url }: Filled): Promise<Response> {
  const html = await (await fetch(url, { headers })).text();
  const wanted = Object.keys(values);
  const form = elements(parse(html))
    .filter(({ nodeName }) => nodeName === "form")
    .find((each) => wanted.every((name) => elements(each).some((field) => attribute(field, "name") === name)));
  if (!form) throw new Error(`${url} has no form with ${wanted.join(" and ")}:\n${html.slice(0, 2_000)}`);
  const body = new FormData();
  for (const field of elements(form)) {
    if (attribute(field, "type") === "hidden") body.append(attribute(field, "name"), attribute(field, "value"));
  }
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  const address = new URL(new URL(url).pathname, to);
  const origin = { origin: address.origin, ...headers };
  return fetch(address, { method: "POST", body, redirect: "manual", headers: origin });
}

function elements(node: Node): Element[] {
  const children: Node[] = "childNodes" in node ? node.childNodes : [];
  const below = children.flatMap(elements);
  return "attrs" in node ? [node, ...below] : below;
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? "";
}

/** The cookie of a staff session that begins now. */
export async function signedIn(site: string, email: string, password: string): Promise<string> {
  const answer = await submitForm(`${site}/staff/sign-in`, { values: { email, password } });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  if (answer.status !== 303 || !cookie) throw new Error(`Nobody is signed in: ${answer.status}`);
  return cookie;
}
