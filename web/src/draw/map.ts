// The map of a presence answer. A place with a point gets its sign there; a whole country is hatched and gets its sign in the
// middle; a border, "various regions" and what has no point get a broken ring around theirs, which says "somewhere here".
import { geoMercator, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlasAddress from "world-atlas/countries-50m.json?url";
import type { PresenceLine } from "../api";
import { h, s } from "../dom";
import { classOf, forceOf, nameOf } from "../words";
import { kNumeric } from "./countries";
import { markShape } from "./mark";

const kWidth = 900;
const kHeight = 460;

type World = FeatureCollection<Geometry, { name: string }>;
let world: Promise<World> | null = null;

function loadWorld(): Promise<World> {
  world ??= fetch(atlasAddress)
    .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection<{ name: string }> }>>)
    .then((topology) => feature(topology, topology.objects.countries) as World);
  return world;
}

const isoOf = (country: Feature<Geometry, { name: string }>): string => kNumeric[String(country.id ?? "")] ?? "";

/// What the map is drawn around: the countries and points of the lines, not smaller than a few hundred kilometres.
function around(all: World, lines: PresenceLine[], wanted: string | null): FeatureCollection {
  const codes = new Set(lines.map((line) => line.country).filter(Boolean));
  if (wanted) codes.add(wanted);
  const features: Feature[] = all.features.filter((country) => codes.has(isoOf(country)));
  for (const line of lines) {
    if (line.lat === null || line.lon === null) continue;
    const reach = features.length ? 0 : 3;
    features.push({ type: "Feature", properties: {}, geometry: { type: "MultiPoint",
      coordinates: [[line.lon - reach, line.lat - reach], [line.lon + reach, line.lat + reach]] } });
  }
  return { type: "FeatureCollection", features };
}

export async function drawMap(
  box: HTMLElement, lines: PresenceLine[], wanted: string | null, chosen: number, choose: (line: number) => void,
): Promise<void> {
  const all = await loadWorld();
  const target = around(all, lines, wanted);
  const projection: GeoProjection = target.features.length
    ? geoMercator().fitExtent([[60, 40], [kWidth - 60, kHeight - 40]], target)
    : geoNaturalEarth1().fitSize([kWidth, kHeight], { type: "Sphere" });
  const largest = 6000; // of the scale: a single town is shown with what lies around it
  if (projection.scale() > largest) {
    const centre = projection.invert?.([kWidth / 2, kHeight / 2]);
    if (centre) projection.scale(largest).center(centre).translate([kWidth / 2, kHeight / 2]);
  }
  const path = geoPath(projection);

  const svg = s("svg", { viewBox: `0 0 ${kWidth} ${kHeight}`, class: "map", role: "group", "aria-label": "Map of the answer" });
  const defs = s("defs");
  for (const state of ["present", "arriving", "leaving", "due-gone", "gone", "disputed", "unknown"]) {
    defs.append(s("pattern", { id: `hatch-${state}`, class: `hatch state-${state}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("line", { x1: 0, y1: 0, x2: 0, y2: 7 })));
  }
  const land = s("g");
  const tags = s("g");
  const marks = s("g");
  svg.append(defs, land, tags, marks);
  const whole = new Map<string, PresenceLine>();
  for (const line of lines) if (line.shape === "whole" && line.country && !whole.has(line.country)) whole.set(line.country, line);
  const here = new Set(lines.map((line) => line.country));
  const lands: { x: number; y: number; name: string }[] = [];
  for (const country of all.features) {
    const code = isoOf(country);
    const d = path(country);
    if (!d) continue;
    const line = whole.get(code);
    land.append(s("path", { d, class: `land${here.has(code) || code === wanted ? " asked" : ""}` }));
    if (line) {
      const state = line.state.replace(" ", "-");
      const tint = s("path", { d, class: `extent ${classOf(line.state)} ${line.corroborated ? "corroborated" : "claimed"}` });
      tint.style.fill = `url(#hatch-${state})`;
      land.append(tint);
    }
    const [x, y] = path.centroid(country);
    if (target.features.length && Number.isFinite(x) && x! > 0 && x! < kWidth && y! > 0 && y! < kHeight && path.area(country) > 2600)
      lands.push({ x: x!, y: y!, name: nameOf(code) === code ? country.properties.name : nameOf(code) });
  }

  // A name is written where it has room, right of its sign or left of it; else it is shown when its sign is pointed at.
  const written: [number, number, number, number][] = [];
  const room = (x: number, y: number, width: number): boolean => {
    const box: [number, number, number, number] = [x, y - 9, x + width, y + 7];
    if (box[0] < 0 || box[2] > kWidth) return false;
    const free = written.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    if (free) written.push(box);
    return free;
  };
  const kLetter = 7;

  // Signs that would lie on each other stand around their place.
  const taken: [number, number][] = [];
  const placed: { line: PresenceLine; i: number; x: number; y: number }[] = [];
  const nearCentre = new Map(all.features.map((country) => [isoOf(country), path.centroid(country)] as const));
  lines.forEach((line, i) => {
    const centre = line.country ? nearCentre.get(line.country) : undefined;
    const point = line.shape !== "whole" && line.lon !== null && line.lat !== null ? projection([line.lon, line.lat]) : (centre ?? null);
    if (!point || !Number.isFinite(point[0])) return;
    let [x, y] = point as [number, number];
    for (let turn = 0; turn < 40 && taken.some(([a, b]) => Math.hypot(a - x, b - y) < 20); ++turn) {
      const angle = turn * 0.9;
      x = point[0]! + Math.cos(angle) * (20 + turn * 1.6);
      y = point[1]! + Math.sin(angle) * (20 + turn * 1.6);
    }
    taken.push([x, y]);
    written.push([x - 12, y - 12, x + 12, y + 12]);
    placed.push({ line, i, x, y });
  });
  // The chosen one is named first and drawn last: nothing lies on it.
  const first = placed.filter(({ i }) => i === chosen);
  const drawn: SVGGElement[] = [];
  for (const { line, i, x, y } of [...first, ...placed.filter(({ i }) => i !== chosen)]) {
    const vague = line.shape !== "point";
    const place = line.places[0] ?? nameOf(line.country);
    const sign = s("g", { class: `sign${i === chosen ? " chosen" : ""}`, tabindex: 0, role: "button",
      "aria-pressed": i === chosen ? "true" : "false", "aria-label": line.sentence, "data-line": i,
      click: () => choose(i),
      keydown: (event) => {
        const key = (event as KeyboardEvent).key;
        if (key !== "Enter" && key !== " ") return;
        event.preventDefault();
        choose(i);
      } });
    sign.setAttribute("transform", `translate(${x},${y})`);
    const name = line.shape === "whole" ? forceOf(line) : place;
    const width = name.length * kLetter;
    const side = room(x + 20, y, width) ? "right" : room(x - 20 - width, y, width) ? "left" : "none";
    const size = s("g", { class: "size" });
    if (vague) size.append(s("circle", { r: 14, class: "vague" }));
    size.append(s("circle", { r: 13, class: "halo" }), markShape(line.state, line.corroborated),
      s("text", { x: side === "left" ? -20 : 20, y: 4, "text-anchor": side === "left" ? "end" : "start",
        class: `sign-name${side === "none" ? " crowded" : ""}` }, name));
    sign.append(size, s("title", {}, `${forceOf(line)}, ${place}: ${line.state}`));
    drawn.push(sign);
  }
  marks.append(...drawn.slice(first.length), ...drawn.slice(0, first.length));
  for (const each of lands) {
    const width = each.name.length * kLetter;
    if (room(each.x - width / 2, each.y, width)) tags.append(s("text", { x: each.x, y: each.y + 4, class: "land-name" }, each.name));
  }

  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, 12])
    .translateExtent([[-kWidth, -kHeight], [2 * kWidth, 2 * kHeight]])
    .filter((event: Event) => event.type !== "wheel" || (event as WheelEvent).ctrlKey)
    .on("zoom", ({ transform }) => {
      const text = `translate(${transform.x},${transform.y}) scale(${transform.k})`;
      for (const group of [land, tags, marks]) group.setAttribute("transform", text);
      for (const each of svg.querySelectorAll(".size")) each.setAttribute("transform", `scale(${1 / transform.k})`);
      for (const each of tags.children) (each as SVGElement).style.fontSize = `${12 / transform.k}px`;
    });
  const selection = select(svg);
  selection.call(behaviour);
  const by = (factor: number): void => void selection.call(behaviour.scaleBy, factor);
  const buttons = h("div", { class: "map-buttons" },
    h("button", { type: "button", "aria-label": "Closer", click: () => by(1.6) }, "+"),
    h("button", { type: "button", "aria-label": "Further away", click: () => by(1 / 1.6) }, "−"),
    h("button", { type: "button", "aria-label": "As at first", click: () => void selection.call(behaviour.transform, zoomIdentity) }, "⟲"));
  box.replaceChildren(svg, buttons);
}
