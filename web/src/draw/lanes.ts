// A lane for each force and place over the happened clock: full bars are corroborated, hollow ones claimed, and each state has
// its own fill. What is told less exactly than to the day has a soft edge as wide as it is inexact.
import { scaleUtc } from "d3-scale";
import type { Lane, PresenceLine, Timeline } from "../api";
import { h, s } from "../dom";
import { classOf, dayNumber, dayOf, forceOf, fuzzy, nameOf } from "../words";

const kWidth = 700;
const kBar = 14;
const kDay = 86_400_000;

export function lanes(
  timeline: Timeline, lines: PresenceLine[], on: string, knownBy: string, setDay: (day: string) => void,
): HTMLElement {
  const scale = scaleUtc([Date.parse(timeline.from), Date.parse(timeline.to) + kDay], [0, kWidth]);
  const x = (day: number): number => Math.max(0, Math.min(kWidth, scale(day * kDay)));
  const kept = timeline.lanes.filter((lane) => lane.stretches.some((each) => each.state !== "unknown"));
  const day = x(dayNumber(on) + 0.5);
  const known = knownBy ? x(dayNumber(knownBy) + 1) : null;

  const axis = s("svg", { class: "axis", viewBox: `0 0 ${kWidth} 18`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const ticks = h("div", { class: "ticks", "aria-hidden": "true" });
  const format = scale.tickFormat(6);
  for (const tick of scale.ticks(6)) {
    const label = h("span", {}, format(tick));
    label.style.left = `${(scale(tick) / kWidth) * 100}%`;
    ticks.append(label);
  }
  axis.append(s("line", { x1: 0, x2: kWidth, y1: 17, y2: 17, class: "rule" }));

  const row = (lane: Lane): HTMLElement => {
    const svg = s("svg", { viewBox: `0 0 ${kWidth} ${kBar + 6}`, preserveAspectRatio: "none", class: "bars", role: "img",
      "aria-label": lane.stretches.map((each) => `${each.state} from ${each.from} to ${each.to}`).join("; ") });
    for (const each of lane.stretches) {
      const from = x(dayNumber(each.from));
      const width = Math.max(1.5, x(dayNumber(each.to) + 1) - from);
      const bar = s("rect", { x: from, y: 3, width, height: kBar,
        class: `bar ${classOf(each.state)} ${each.corroborated ? "corroborated" : "claimed"}` }, s("title", {}, `${each.from} to ${each.to}: ${each.sentence}`));
      svg.append(bar);
    }
    const line = lines.find((each) => each.owner === lane.owner && each.kind === lane.kind && (each.places[0] ?? null) === lane.place);
    for (const told of line ? [line.since, line.present_since, line.until] : []) {
      const soft = fuzzy(told ?? null);
      if (soft) svg.append(s("rect", { x: x(soft[0]), y: 3, width: x(soft[1] + 1) - x(soft[0]), height: kBar, class: "soft" },
        s("title", {}, `told only as ${told}`)));
    }
    if (known !== null) svg.append(s("rect", { x: known, y: 0, width: kWidth - known, height: kBar + 6, class: "not-yet" }));
    svg.append(s("line", { x1: day, x2: day, y1: 0, y2: kBar + 6, class: "now" }));
    svg.addEventListener("click", (event) => {
      const box = svg.getBoundingClientRect();
      setDay(dayOf(Math.floor(scale.invert(((event.clientX - box.left) / box.width) * kWidth).getTime() / kDay)));
    });
    return h("div", { class: "lane" }, h("div", { class: "lane-name" }, h("b", {}, forceOf(lane)), " ",
      h("span", { class: "quiet" }, lane.place ?? nameOf(lane.country))), svg);
  };
  return h("div", { class: "lanes" }, h("div", { class: "lane head" }, h("div", { class: "lane-name quiet" }, "force and place"),
    h("div", { class: "scale" }, ticks, axis)), kept.map(row),
    kept.length === 0 ? h("p", { class: "quiet" }, "No force is told of in these days.") : null,
    timeline.thinned ? h("p", { class: "quiet" }, "Too many days of change for one picture: edges are inexact.") : null);
}
