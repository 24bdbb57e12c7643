// The sign of a state: its shape and colour tell the state, full or hollow whether it is corroborated or only claimed.
import { h, s } from "../dom";
import { classOf } from "../words";

const kShapes: Record<string, string> = {
  present: "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0",
  arriving: "M-6,-6L7,0L-6,6Z",
  leaving: "M6,-6L-7,0L6,6Z",
  "due gone": "M-5.5,-5.5H5.5V5.5H-5.5Z",
  gone: "M-6,-4L-4,-6L0,-2L4,-6L6,-4L2,0L6,4L4,6L0,2L-4,6L-6,4L-2,0Z",
  disputed: "M0,-7.5L7.5,0L0,7.5L-7.5,0Z",
  unknown: "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0",
};

export function markShape(state: string, corroborated: boolean): SVGGElement {
  const group = s("g", { class: `mark ${classOf(state)} ${corroborated ? "corroborated" : "claimed"}` });
  group.append(s("path", { d: kShapes[state] ?? kShapes["unknown"] }));
  if (state === "disputed") group.append(s("path", { d: "M0,-7.5L7.5,0L0,7.5Z", class: "half" }));
  if (state === "due gone") group.append(s("path", { d: "M0,-3.5V0L2.5,2", class: "hand" }));
  return group;
}

export function mark(state: string, corroborated: boolean): SVGSVGElement {
  return s("svg", { class: "mark-box", viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true" },
    markShape(state, corroborated));
}

/// A state in words, with its sign: nobody needs to tell colours apart.
export function stateLabel(state: string, corroborated: boolean): HTMLElement {
  return h("span", { class: `state ${classOf(state)}` }, mark(state, corroborated), h("b", {}, state),
    state === "disputed" ? null : h("span", { class: "quiet" }, corroborated ? "corroborated" : "claimed"));
}
