// Who is cited, who publishes, and who repeats whom: a graph, and the same as a table.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { get, type Events, type Sources } from "../api";
import { h, replace, s, words } from "../dom";
import { addressOf, note, type Here } from "../place";
import { many } from "../words";
import { titleOf } from "./events";
import { eventAddress, files, refusal } from "./shared";

type Source = Sources["sources"][number];
interface Node extends SimulationNodeDatum {
  source: Source;
  radius: number;
}

const kWidth = 900;
const kHeight = 560;
const kMost = 80; // sources in the picture; the table has all

const weight = (source: Source): number => source.published + source.nearest + source.carried;

function graph(answer: Sources, chosen: string, choose: (name: string) => void): SVGSVGElement {
  const shown = [...answer.sources].sort((a, b) => weight(b) - weight(a)).slice(0, kMost);
  const nodes: Node[] = shown.map((source) => ({ source, radius: 5 + Math.sqrt(weight(source)) * 2.2 }));
  const by = new Map(nodes.map((node) => [node.source.name, node]));
  const links = answer.citations.filter((each) => by.has(each.citing) && by.has(each.cited) && each.citing !== each.cited)
    .map((each) => ({ source: by.get(each.cited)!, target: by.get(each.citing)!, claims: each.claims }));
  // Those who are cited to the left, those who publish to the right: what is said goes rightward.
  const side = (node: Node): number => node.source.published > 0 ? kWidth * 0.7 : kWidth * 0.28;
  forceSimulation(nodes).force("link", forceLink(links).distance(110).strength(0.25)).force("charge", forceManyBody().strength(-160))
    .force("collide", forceCollide<Node>((node) => node.radius + 13)).force("x", forceX<Node>(side).strength(0.25))
    .force("y", forceY(kHeight / 2).strength(0.09)).stop().tick(300);
  for (const node of nodes) {
    node.x = Math.max(150, Math.min(kWidth - 150, node.x!));
    node.y = Math.max(24, Math.min(kHeight - 24, node.y!));
  }
  const near = new Set([chosen, ...answer.citations.flatMap((each) => each.citing === chosen ? [each.cited] : each.cited === chosen ? [each.citing] : [])]);
  const faded = (name: string): string => (chosen && !near.has(name) ? " faded" : "");
  const svg = s("svg", { viewBox: `0 0 ${kWidth} ${kHeight}`, class: "graph", role: "group", "aria-label": "Who repeats whom" },
    s("defs", {}, s("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      s("path", { d: "M0,0L8,4L0,8Z", class: "arrow" }))));
  for (const link of links) {
    const { x: x1, y: y1 } = link.source as Required<Node>;
    const { x: x2, y: y2 } = link.target as Required<Node>;
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const cut = (link.target.radius + 3) / length;
    const touches = !chosen || link.source.source.name === chosen || link.target.source.name === chosen;
    const line = s("path", { d: `M${x1},${y1}L${x2 - (x2 - x1) * cut},${y2 - (y2 - y1) * cut}`, class: `link${touches ? "" : " faded"}`, "marker-end": "url(#arrow)" },
      s("title", {}, `${link.target.source.name} passes on what ${link.source.source.name} said: ${many(link.claims, "claim")}`));
    line.style.strokeWidth = String(Math.min(5, 0.8 + Math.sqrt(link.claims) * 0.6));
    svg.append(line);
  }
  for (const node of nodes) {
    const { source } = node;
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
      } }, s("circle", { r: node.radius }),
      s("text", { x: left ? -node.radius - 4 : node.radius + 4, y: 4, "text-anchor": left ? "end" : "start" }, source.name.length > 26 ? `${source.name.slice(0, 25)}…` : source.name));
    group.setAttribute("transform", `translate(${node.x},${node.y})`);
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
    h("p", { class: "quiet" }, "What is said goes along the arrows: from whoever is cited, on the left, to those who publish it, on the right."),
    h("div", { class: "columns" }, picture, about), table);
}
