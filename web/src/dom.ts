// Making elements. Text goes in as text nodes and nothing else does: there is no way here to turn a string into markup, so that
// an article can say what it likes.

type Child = Node | string | number | null | undefined | false;
export type Children = Child | Children[];
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

const kSvg = "http://www.w3.org/2000/svg";

// Characters that reorder what stands around them. Each is shown as one sign, so that spans count as before.
const kReordering = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/gu;
export const plain = (text: string): string => text.replace(kReordering, "\u2370");

function fill<E extends Element>(element: E, attributes: Attributes, children: Children[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of (children as unknown[]).flat(Infinity) as Child[]) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(plain(String(child))));
  }
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Children[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Children[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(kSvg, name) as SVGElementTagNameMap[K], attributes, children);
}

/// Words that someone else wrote: apart from the direction of the text around them.
export const words = (text: string): HTMLElement => h("bdi", {}, text);

export function replace(parent: Element, ...children: Children[]): void {
  parent.replaceChildren();
  fill(parent, {}, children);
}
