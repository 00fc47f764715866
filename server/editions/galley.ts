import { defaultTreeAdapter as adapter, html, parse, serialize, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { Mark } from "@/domain/mark";
import { ask } from "./press";

/** A page as it may be printed: without scripts but our own, and with its one style sheet in it. */
export type Galley = { html: string; style: string };

/** Next's page is not fit to be printed; the last good edition stays. */
export class SpoiledSheet extends Error {
  override readonly name = "SpoiledSheet";
}

type Options = {
  mark: Mark /** A policy for those who serve the file without headers of ours. */;
  policy?: (style: string) => string;
};

/** Takes the framework out of a page that Next rendered, and puts its CSS in. Throws `SpoiledSheet`. */
export async function galleyOf(page: string, { mark, policy }: Options): Promise<Galley> {
  const document = parse(page);
  const elements = [...elementsIn(document)];
  const [head] = elements.filter(isNamed("head"));
  if (!head) throw new SpoiledSheet("It has no head");
  const style = await styleOf(elements);
  for (const element of elements) if (isOfFramework(element)) adapter.detachNode(element);
  removeComments(document);
  if (policy) insertFirst(head, "meta", { "http-equiv": "Content-Security-Policy", content: policy(style) });
  if (style) adapter.insertText(insert(head, "style", {}), style);
  const left = [...elementsIn(document)];
  const fault = faultOf(left, mark);
  if (fault) throw new SpoiledSheet(fault);
  return { html: serialize(document), style };
}

/** Why it can't be printed; null when it can. */
function faultOf(elements: Tree.Element[], { revision, fingerprint }: Mark): string | null {
  const main = elements.find(isNamed("main"));
  if (!main) return "It has no main part";
  const { "data-revision": ofRevision, "data-fingerprint": ofFingerprint } = attributesOf(main);
  if (ofRevision !== String(revision) || ofFingerprint !== fingerprint) return "It shows something else than was asked";
  const titles = elements.filter((element) => element.tagName === "title" && isInHead(element));
  if (titles.length !== 1) return `It has ${titles.length} titles`;
  const scripts = elements.filter(isNamed("script"));
  if (scripts.some((script) => !isOurs(script))) return "It has a script of another";
  if (elements.some(hasInline)) return "It has a style attribute or a handler";
  return elements.some(isBoundary) ? "Part of it came too late" : null;
}

function* elementsIn(node: Tree.Node): Generator<Tree.Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* elementsIn(child);
}

const isNamed = (name: string) => (element: Tree.Element) => element.tagName === name;

function attributesOf({ attrs }: Tree.Element): Record<string, string> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}

function isOurs(script: Tree.Element): boolean {
  return script.childNodes.length === 0 && /^\/live\.js(?:\?|$)/.test(attributesOf(script).src ?? "");
}

function isOfFramework(element: Tree.Element): boolean {
  const { rel = "", as = "" } = attributesOf(element);
  if (element.tagName === "script") return !isOurs(element);
  if (element.tagName === "div") return isEmptyBoundary(element);
  return element.tagName === "link" && (rel === "stylesheet" || (rel === "preload" && /^(?:script|style)$/.test(as)));
}

/** What React leaves where nothing was late. */
function isEmptyBoundary({ attrs, childNodes }: Tree.Element): boolean {
  const isEmpty = childNodes.every(({ nodeName }) => nodeName === "#comment");
  return isEmpty && attrs.length === 1 && attrs[0]?.name === "hidden";
}

function hasInline({ attrs }: Tree.Element): boolean {
  return attrs.some(({ name }) => name === "style" || name.startsWith("on"));
}

/** React streams what is late into hidden elements, and a script of its own moves it. */
function isBoundary(element: Tree.Element): boolean {
  return /^(?:template|div)$/.test(element.tagName) && /^[SBP]:/.test(attributesOf(element).id ?? "");
}

function isInHead({ parentNode }: Tree.Element): boolean {
  return parentNode !== null && "tagName" in parentNode && parentNode.tagName === "head";
}

function removeComments(node: Tree.Node): void {
  if (!("childNodes" in node)) return;
  for (const child of [...node.childNodes]) {
    if (child.nodeName === "#comment") adapter.detachNode(child as Tree.CommentNode);
    else removeComments(child);
  }
}

const sheets = new Map<string, Promise<string>>();

/** The text of all style sheets that the page links, in its order. */
async function styleOf(elements: Tree.Element[]): Promise<string> {
  const links = elements.filter((element) => element.tagName === "link" && attributesOf(element).rel === "stylesheet");
  const texts = await Promise.all(links.map((link) => sheetAt(attributesOf(link).href ?? "")));
  return texts.join("\n");
}

/** Read once: the address of a style sheet changes when it does. */
function sheetAt(href: string): Promise<string> {
  const known = sheets.get(href);
  if (known) return known;
  const read = ask(href).then(({ status, body }) => {
    if (status !== 200) throw new SpoiledSheet(`The style sheet ${href} is not there`);
    return body.trim();
  });
  read.catch(() => sheets.delete(href));
  sheets.set(href, read);
  return read;
}

function made(tag: string, attributes: Record<string, string>): Tree.Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  return adapter.createElement(tag, html.NS.HTML, attrs);
}

function insert(parent: Tree.Element, tag: string, attributes: Record<string, string>): Tree.Element {
  const element = made(tag, attributes);
  adapter.appendChild(parent, element);
  return element;
}

function insertFirst(parent: Tree.Element, tag: string, attributes: Record<string, string>): void {
  const element = made(tag, attributes);
  const [first] = parent.childNodes;
  if (first) adapter.insertBefore(parent, element, first);
  else adapter.appendChild(parent, element);
}
