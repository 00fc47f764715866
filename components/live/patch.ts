/** What the reader has done to the page, and what this script adds, is not the page's to take back. */
const kept = (element: Element, name: string) => name === "open" && element.tagName === "DETAILS";

/** Makes `old` what `next` is, and touches no element that says the same; elements with an id are moved, not made anew. */
export function patch(old: Node, next: Node): void {
  if (old.isEqualNode(next)) return;
  if (!(old instanceof Element && next instanceof Element)) {
    old.nodeValue = next.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes])
    if (!next.hasAttribute(name) && !kept(old, name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (old.getAttribute(name) !== value && !kept(old, name)) old.setAttribute(name, value);
  patchChildren(old, next);
}

const idOf = (node: Node) => (node instanceof Element ? node.id : "");

function patchChildren(old: Element, next: Element): void {
  let at = old.firstChild;
  for (const wanted of [...next.childNodes]) {
    const id = idOf(wanted);
    const found = id ? [...old.children].find((child) => child.id === id) : nextLike(wanted, at);
    if (!found) {
      old.insertBefore(arrived(wanted), at);
      continue;
    }
    if (found === at) at = at.nextSibling;
    else old.insertBefore(found, at);
    patch(found, wanted);
  }
  while (at) {
    const gone: ChildNode = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** The first from `at` on of the same kind that is nobody in particular. */
function nextLike(wanted: Node, at: ChildNode | null): ChildNode | null {
  let like = at;
  while (like && (like.nodeName !== wanted.nodeName || idOf(like))) like = like.nextSibling;
  return like;
}

/** What is new shows it once. */
function arrived(node: Node): Node {
  const made = document.importNode(node, true);
  if (made instanceof Element && made.matches(".entry, .latest, .incident")) made.classList.add("fresh");
  return made;
}
