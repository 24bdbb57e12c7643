// An article's text with words marked: spans count code points, may lie inside each other, and are shown as flat pieces that
// carry the innermost mark.
import { h, words, type Children } from "../dom";
import type { Article } from "../api";

export interface Mark {
  begin: number;
  end: number;
  kind: string; // a class; of two marks on the same words, the shorter wins
  label?: string;
  href?: string;
}

/// Text between two code points, in pieces.
export function marked(points: string[], begin: number, end: number, marks: Mark[]): Children[] {
  const inside = marks.filter((mark) => mark.begin < end && mark.end > begin && mark.begin < mark.end);
  const edges = new Set([begin, end]);
  for (const mark of inside) edges.add(Math.max(begin, mark.begin)).add(Math.min(end, mark.end));
  const sorted = [...edges].sort((a, b) => a - b);
  const out: Children[] = [];
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const from = sorted[i]!;
    const to = sorted[i + 1]!;
    const over = inside.filter((mark) => mark.begin <= from && mark.end >= to).sort((a, b) => a.end - a.begin - (b.end - b.begin));
    const text = points.slice(from, to).join("");
    const inner = over[0];
    if (!inner) {
      out.push(words(text));
      continue;
    }
    const starts = over.filter((mark) => mark.begin === from && mark.label).map((mark) => mark.label!);
    const attributes = { class: [...new Set(over.map((mark) => mark.kind))].join(" ") };
    const tag = starts.length ? h("small", { class: "slot-name" }, [...new Set(starts)].join(", ")) : null;
    const link = over.find((mark) => mark.href)?.href;
    out.push(link ? h("a", { ...attributes, href: link }, words(text), tag) : h("mark", attributes, words(text), tag));
  }
  return out;
}

/// The article's paragraphs as elements, each with what `beside` has for it.
export function paragraphs(
  article: Article, marks: Mark[], beside: (begin: number, end: number) => Children = () => null,
  wanted: (begin: number, end: number) => boolean = () => true,
): HTMLElement[] {
  const points = Array.from(article.text);
  const out: HTMLElement[] = [];
  let skipped = false;
  for (const paragraph of article.paragraphs) {
    const [begin, end] = paragraph.span as [number, number];
    if (!wanted(begin, end)) {
      skipped = true;
      continue;
    }
    if (skipped) out.push(h("p", { class: "gap quiet" }, "…"));
    skipped = false;
    const note = beside(begin, end);
    out.push(h("div", { class: `row part-${paragraph.kind}` },
      h("p", { class: "copy", dir: "auto" }, marked(points, begin, end, marks)), note ? h("div", { class: "margin" }, note) : null));
  }
  return out;
}
