// Who is cited, who publishes, and who repeats whom: a graph, and the same as a table.
import { get, type Events, type Sources } from "../api";
import { h, replace, s, words } from "../dom";
import { addressOf, note, type Here } from "../place";
import { many } from "../words";
import { titleOf } from "./events";
import { eventAddress, files, refusal } from "./shared";

type Source = Sources["sources"][number];
// Where the two columns stand, and how many letters their names may have: a phone has less of both.
const measures = (): { width: number; left: number; right: number; letters: number } =>
  innerWidth > 740 ? { width: 760, left: 230, right: 510, letters: 32 } : { width: 440, left: 178, right: 290, letters: 25 };
const kRow = 21;
const kMost = 80; // sources in the picture; the table has all

const weight = (source: Source): number => source.published + source.nearest + source.carried;

interface Node {
  source: Source;
  radius: number;
  x: number;
  y: number;
}

/// Two columns: whoever is only cited on the left, those who publish on the right, each near to what it is tied to.
function placed(answer: Sources): { nodes: Node[]; height: number } {
  const { left, right } = measures();
  const shown = [...answer.sources].sort((a, b) => weight(b) - weight(a)).slice(0, kMost);
  const outlets = shown.filter((source) => source.published > 0);
  const cited = shown.filter((source) => source.published === 0);
  const height = Math.max(8, cited.length, outlets.length * 2) * kRow + 2 * kRow;
  const nodes = new Map<string, Node>();
  const stack = (list: Source[], x: number): void => list.forEach((source, i) =>
    nodes.set(source.name, { source, x, y: kRow + ((i + 0.5) / list.length) * (height - 2 * kRow), radius: Math.min(16, 4 + Math.sqrt(weight(source)) * 1.6) }));
  stack(outlets, right);
  const pull = (source: Source): number => {
    const to = answer.citations.filter((each) => each.cited === source.name).map((each) => nodes.get(each.citing)?.y).filter((y) => y !== undefined);
    return to.length ? to.reduce((sum, y) => sum + y, 0) / to.length : height;
  };
  stack(cited.map((source) => ({ source, at: pull(source) })).sort((a, b) => a.at - b.at).map((each) => each.source), left);
  return { nodes: [...nodes.values()], height };
}

function graph(answer: Sources, chosen: string, choose: (name: string) => void): SVGSVGElement {
  const { nodes, height } = placed(answer);
  const { width, left: leftEdge, right: rightEdge, letters } = measures();
  const by = new Map(nodes.map((node) => [node.source.name, node]));
  const near = new Set([chosen, ...answer.citations.flatMap((each) => each.citing === chosen ? [each.cited] : each.cited === chosen ? [each.citing] : [])]);
  const faded = (name: string): string => (chosen && !near.has(name) ? " faded" : "");
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "graph", role: "group", "aria-label": "Who repeats whom" },
    s("defs", {}, s("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" },
      s("path", { d: "M0,0L8,4L0,8Z", class: "arrow" }))),
    s("text", { x: leftEdge, y: 14, "text-anchor": "end", class: "column-name" }, "is cited"),
    s("text", { x: rightEdge, y: 14, class: "column-name" }, "publishes"));
  for (const each of answer.citations) {
    const from = by.get(each.cited);
    const to = by.get(each.citing);
    if (!from || !to || from === to) continue;
    const touches = !chosen || each.citing === chosen || each.cited === chosen;
    // Between two of one column the line bows out on the side where there are no names.
    const bow = from.x === to.x ? -30 - Math.abs(from.y - to.y) * 0.15 : 0;
    const x1 = from.x + (bow ? -from.radius : from.radius);
    const x2 = to.x - to.radius - 2;
    const d = bow ? `M${x1},${from.y}C${x1 + bow},${from.y} ${x2 + bow},${to.y} ${x2},${to.y}`
      : `M${x1},${from.y}C${(x1 + x2) / 2},${from.y} ${(x1 + x2) / 2},${to.y} ${x2},${to.y}`;
    const line = s("path", { d, class: `link${touches ? "" : " faded"}`, "marker-end": "url(#arrow)" },
      s("title", {}, `${each.citing} passes on what ${each.cited} said: ${many(each.claims, "claim")}`));
    line.style.strokeWidth = String(Math.min(5, 0.6 + Math.sqrt(each.claims) * 0.7));
    svg.append(line);
  }
  for (const { source, x, y, radius } of nodes) {
    const left = source.published === 0;
    const group = s("g", { class: `node ${left ? "origin" : "outlet"}${source.name === chosen ? " chosen" : ""}${faded(source.name)}`, tabindex: 0, role: "button",
      "aria-pressed": source.name === chosen ? "true" : "false",
      "aria-label": `${source.name}: published ${source.published}, nearest to the facts ${source.nearest}, carried ${source.carried}`,
      click: () => choose(source.name),
      keydown: (event) => {
        const key = (event as KeyboardEvent).key;
        if (key === "Enter" || key === " ") {
          event.preventDefault();
          choose(source.name);
        }
      } }, s("circle", { r: radius }),
      s("text", { x: left ? -radius - 5 : radius + 5, y: 4, "text-anchor": left ? "end" : "start" }, source.name.length > letters ? `${source.name.slice(0, letters - 1)}…` : source.name));
    group.setAttribute("transform", `translate(${x},${y})`);
    svg.append(group);
  }
  return svg;
}

export function sources(at: Here): HTMLElement {
  document.title = "Sources · Attaché";
  let chosen = at["source"] ?? "";
  const picture = h("div", { class: "graph-box" });
  const about = h("div", { class: "about", "aria-live": "polite" });
  const table = h("div");
  let answer: Sources | null = null;

  const tellAbout = (name: string): void => {
    const source = answer?.sources.find((each) => each.name === name);
    if (!answer || !source) return replace(about, h("p", { class: "quiet" }, "Choose a source to see whom it repeats, who repeats it, and what it alone reports."));
    const links = (list: Sources["citations"], which: "citing" | "cited"): HTMLElement =>
      list.length ? h("ul", {}, list.map((each) => h("li", {}, h("a", { href: addressOf({ view: "sources", source: each[which] }) }, words(each[which])), h("span", { class: "quiet" }, ` ${many(each.claims, "claim")}`))))
        : h("p", { class: "quiet" }, "nobody");
    const alone = h("div", {}, h("p", { class: "quiet" }, "Looking…"));
    replace(about, h("h2", {}, words(source.name)), source.code ? h("p", { class: "quiet" }, source.code) : null,
      h("p", {}, `${many(source.articles, "article")}; ${many(source.published, "claim")} published, nearest to the facts in ${source.nearest}, passed on ${source.carried}.`),
      h("h3", {}, "Repeats"), links(answer.citations.filter((each) => each.citing === name), "cited"),
      h("h3", {}, "Is repeated by"), links(answer.citations.filter((each) => each.cited === name), "citing"),
      source.published ? [h("h3", {}, "What it alone reports"), alone] : null);
    if (source.published) {
      get<Events>("events", { outlet: name, limit: 500 }).then((found) => {
        const only = found.events.filter((event) => event.outlets.length === 1);
        replace(alone, h("p", { class: "quiet" }, `${only.length} of its ${many(found.found, "event")}${found.truncated ? " (of the first 500)" : ""}`),
          h("ul", {}, only.slice(0, 20).map((event) => h("li", {}, h("a", { href: eventAddress(event.key) }, titleOf(event))))),
          only.length > 20 ? h("p", {}, h("a", { href: addressOf({ view: "events", outlet: name }) }, "all its events")) : null);
      }, (error) => replace(alone, refusal(error)));
    }
  };
  const show = (): void => {
    if (!answer) return;
    replace(picture, graph(answer, chosen, (name) => {
      chosen = chosen === name ? "" : name;
      note({ view: "sources", source: chosen });
      show();
      (picture.querySelector(".node.chosen") as SVGElement | null)?.focus();
    }));
    tellAbout(chosen);
  };
  get<Sources>("sources").then((found) => {
    answer = found;
    show();
    const sorted = [...found.sources].sort((a, b) => weight(b) - weight(a));
    replace(table, h("h2", {}, "All sources"),
      found.rings.map((ring) => h("p", { class: "warning" }, "These cite each other in a ring: ", words(ring.join(", ")))),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "All sources" }, h("table", {}, h("thead", {}, h("tr", {}, ["source", "what", "articles", "claims published", "nearest to the facts", "passed on"].map((each) => h("th", { scope: "col" }, each)))),
        h("tbody", {}, sorted.slice(0, 500).map((each) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: addressOf({ view: "sources", source: each.name }) }, words(each.name))), h("td", {}, each.code ?? ""),
          [each.articles, each.published, each.nearest, each.carried].map((count) => h("td", { class: "number" }, count.toLocaleString("en")))))))),
      sorted.length > 500 ? h("p", { class: "quiet" }, `${sorted.length - 500} more in the CSV`) : null, files("sources", {}));
  }, (error) => replace(picture, refusal(error)));
  return h("div", { class: "view sources" }, h("h1", { tabindex: -1 }, "Sources"),
    h("p", { class: "quiet" }, "What is said goes along the arrows: from whoever is cited, on the left, to those who publish it, on the right. Outlets that repeat an outlet are tied on their left."),
    h("div", { class: "columns" }, picture, about), table);
}
