// Who has forces where, on which day, as known on which day: map, lanes and the lines in words.
import { get, type Overview, type Presence, type PresenceLine, type Timeline } from "../api";
import { h, replace, words } from "../dom";
import { lanes } from "../draw/lanes";
import { drawMap } from "../draw/map";
import { mark, stateLabel } from "../draw/mark";
import { note, type Here } from "../place";
import { counted, dayNumber, dayOf, forceOf, kStates, nameOf } from "../words";
import { claimItem, field, files, refusal } from "./shared";

interface Asked {
  of: string;
  in: string;
  on: string;
  known_by: string;
}

export function presence(at: Here, overview: Overview): HTMLElement {
  const reported = overview.reported;
  const happened = overview.happened;
  const lastReport = reported.last ?? "2024-12-31";
  const firstDay = Math.min(dayNumber(happened.first ?? lastReport), dayNumber(reported.first ?? lastReport));
  // Times told reach decades back; the slider opens on the years that were reported on and goes further back on request.
  const early = Math.max(firstDay, dayNumber(reported.first ?? lastReport) - 200);
  const lastDay = Math.max(dayNumber(lastReport), Math.min(dayNumber(happened.last ?? lastReport), dayNumber(lastReport) + 400)) + 30;
  const asked: Asked = { of: at["of"] ?? "", in: at["in"] ?? "", on: at["on"] ?? lastReport, known_by: at["known_by"] ?? "" };
  // What the address says may be no day: the server says so, and the sliders stand where they would without it.
  const sliderDay = (day: string, without: number): number => {
    const number = dayNumber(day);
    return Number.isFinite(number) ? number : without;
  };
  const onAtFirst = sliderDay(asked.on, dayNumber(lastReport));
  let chosen = Number(at["line"] || -1);
  if (!Number.isInteger(chosen)) chosen = -1;

  const heading = h("h1", { tabindex: -1 }, "Presence");
  const mapBox = h("div", { class: "map-box" });
  const lanesBox = h("div", { class: "lanes-box" });
  const list = h("div", { class: "lines", "aria-live": "polite" });
  const extra = h("div");
  let answer: Presence | null = null;
  let timeline: Timeline | null = null;

  const options = (facet: Overview["owners"], id: string): HTMLDataListElement =>
    h("datalist", { id }, facet.map((each) => h("option", { value: nameOf(each.value) })));
  const of = h("input", { name: "of", value: asked.of, placeholder: "everybody", list: "owners", autocomplete: "off" });
  const where = h("input", { name: "in", value: asked.in, placeholder: "everywhere", list: "countries", autocomplete: "off" });
  const onDay = h("input", { type: "date", name: "on", value: asked.on, "aria-label": "Day in the world" });
  const onSlide = h("input", { type: "range", min: Math.min(early, onAtFirst), max: Math.max(lastDay, onAtFirst), value: onAtFirst, "aria-label": "Happened: day in the world" });
  const knownMin = dayNumber(reported.first ?? lastReport);
  const knownMax = dayNumber(lastReport);
  const knownSlide = h("input", { type: "range", min: knownMin, max: knownMax, value: asked.known_by ? sliderDay(asked.known_by, knownMax) : knownMax,
    "aria-label": "Reported: known by" });
  const knownDay = h("input", { type: "date", name: "known_by", value: asked.known_by, "aria-label": "Known by" });
  const knownWords = h("span");

  const tellSliders = (): void => {
    onSlide.setAttribute("aria-valuetext", asked.on);
    knownSlide.setAttribute("aria-valuetext", asked.known_by || `all that is reported, to ${lastReport}`);
    replace(knownWords, asked.known_by ? "" : ": all");
  };

  const redraw = (): void => {
    if (!answer) return;
    const lines = answer.answer;
    const claims = new Map(answer.claims.map((claim) => [claim.key, claim]));
    replace(heading, answer.heading);
    document.title = `${answer.heading} · Attaché`;
    const choose = (i: number): void => {
      chosen = chosen === i ? -1 : i;
      tell();
      redraw();
      if (chosen >= 0) document.getElementById(`line-${chosen}`)?.scrollIntoView({ block: "nearest" });
    };
    drawMap(mapBox, lines, answer.question.in && /^[A-Z]{3}$/.test(answer.question.in) ? answer.question.in : null, chosen, (i) => {
      choose(i);
      document.getElementById(`line-${i}`)?.querySelector("summary")?.focus({ preventScroll: true });
    }).catch(() => replace(mapBox, h("p", { class: "quiet" }, "The map cannot be drawn; the lines below say the same.")));
    if (!timeline) replace(lanesBox, h("p", { class: "quiet" }, "Ask for somebody's forces, or for a country, to see how it goes over time."));
    else replace(lanesBox, lanes(timeline, lines, asked.on, asked.known_by, setOn));
    const item = (line: PresenceLine, i: number): HTMLElement =>
      h("details", { id: `line-${i}`, class: `line${i === chosen ? " chosen" : ""}`, open: i === chosen },
        h("summary", {}, h("div", { class: "line-head" }, stateLabel(line.state, line.corroborated),
          line.asked_only ? h("span", { class: "quiet" }, "only asked for") : null, h("b", {}, forceOf(line)), h("span", {}, words(line.places[0] ?? nameOf(line.country))),
          line.count !== null ? h("span", { class: "count" }, counted(line.count)) : null,
          line.last_reported ? h("span", { class: "quiet" }, "last reported ", line.last_reported.slice(0, 10)) : null),
          h("p", { class: "sentence" }, words(line.sentence))),
        line.sides.length ? h("div", { class: "sides" }, line.sides.map((side) => h("div", { class: "side" }, h("b", {}, words(side.value)),
          h("div", { class: "quiet" }, side.origins.length ? words(side.origins.join(", ")) : "outlets in their own voice")))) : null,
        line.notes.length ? h("ul", { class: "notes quiet" }, line.notes.map((each) => h("li", {}, words(each)))) : null,
        h("h3", {}, "Claims behind it"),
        h("ul", { class: "claims" }, line.claims.map((support) => {
          const claim = claims.get(support.key);
          return claim ? claimItem(claim, support.part) : null;
        })));
    replace(list, h("h2", {}, `${lines.length === 0 ? "No claim" : "The answer, line by line"}`),
      lines.length === 0 ? h("p", {}, "Nothing that was reported by then tells of such forces. Try another day, or ask for everybody, everywhere.") : null,
      answer.truncated ? h("p", { class: "warning" }, `The first ${lines.length} of ${answer.found} lines: ask for somebody's forces, or for a country.`) : null,
      lines.map(item));
    replace(extra, files("presence", question()));
  };

  const question = (): Record<string, string> => ({ of: asked.of, in: asked.in, on: asked.on, known_by: asked.known_by });
  const tell = (): void => note({ view: "presence", ...question(), line: chosen >= 0 ? String(chosen) : "" });

  let running: AbortController | null = null;
  const ask = async (): Promise<void> => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    tell();
    tellSliders();
    list.setAttribute("aria-busy", "true");
    try {
      const { on, ...lasting } = question();
      const [lines, lanesOf] = await Promise.all([
        get<Presence>("presence", { ...lasting, on: on! }, signal),
        // Of everybody everywhere, a large ledger has more lanes than anybody can read, and takes long to find them.
        !asked.of && !asked.in && overview.claims > 2000 ? null : get<Timeline>("timeline", { ...lasting, from: dayOf(Number(onSlide.min)), to: dayOf(Number(onSlide.max)) }, signal),
      ]);
      if (chosen >= lines.answer.length) chosen = -1;
      answer = lines;
      timeline = lanesOf;
      redraw();
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
      replace(list, refusal(error));
      replace(mapBox);
      replace(lanesBox);
      replace(heading, "Presence");
    } finally {
      if (!signal.aborted) list.removeAttribute("aria-busy");
    }
  };
  let timer = 0;
  const soon = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 90);
  };
  const setOn = (day: string): void => {
    asked.on = day;
    onDay.value = day;
    onSlide.value = String(dayNumber(day));
    soon();
  };
  onSlide.addEventListener("input", () => setOn(dayOf(Number(onSlide.value))));
  onDay.addEventListener("change", () => onDay.value && setOn(onDay.value));
  const setKnown = (day: string): void => {
    asked.known_by = day;
    knownDay.value = day;
    knownSlide.value = String(day ? dayNumber(day) : knownMax);
    soon();
  };
  knownSlide.addEventListener("input", () => setKnown(Number(knownSlide.value) >= knownMax ? "" : dayOf(Number(knownSlide.value))));
  knownDay.addEventListener("change", () => setKnown(knownDay.value));
  const form = h("form", { class: "question", "aria-label": "The question", submit: (event) => {
    event.preventDefault();
    asked.of = of.value.trim();
    asked.in = where.value.trim();
    chosen = -1;
    void ask();
  } }, field("Forces of", of), field("in", where), h("button", { type: "submit" }, "Ask"),
    options(overview.owners, "owners"), options(overview.countries, "countries"));
  of.addEventListener("change", () => form.requestSubmit());
  where.addEventListener("change", () => form.requestSubmit());

  const clocks = h("div", { class: "clocks" },
    h("div", { class: "clock" }, h("span", { class: "clock-name" }, "Happened", h("small", {}, "on which day in the world")), onSlide, onDay),
    h("div", { class: "clock" }, h("span", { class: "clock-name" }, "Reported", h("small", {}, "as known by which day", knownWords)), knownSlide,
      h("span", { class: "known" }, knownDay, h("button", { type: "button", class: "small", click: () => setKnown("") }, "all"))));
  const legend = h("details", { class: "legend", open: innerWidth > 900 }, h("summary", {}, "What the signs mean"),
    h("ul", {}, kStates.map(({ state, means }) => h("li", {}, mark(state, true), h("b", {}, state), ": ", means))),
    h("ul", {}, h("li", {}, mark("present", true), h("b", {}, "full"), ": corroborated by two independent origins or more"),
      h("li", {}, mark("present", false), h("b", {}, "hollow"), ": only claimed"),
      h("li", {}, h("span", { class: "vague-sample", "aria-hidden": "true" }), h("b", {}, "broken ring"), ": a vague place, somewhere around here; a hatched country is meant as a whole"),
      h("li", {}, h("span", { class: "soft-sample", "aria-hidden": "true" }), h("b", {}, "soft edge"), ": a day told only as a month, a season or a year"),
      h("li", {}, h("span", { class: "not-yet-sample", "aria-hidden": "true" }), h("b", {}, "shaded"), ": after the day by which it was known")));
  tellSliders();
  void ask();
  return h("div", { class: "view presence" }, heading, form, clocks, mapBox, legend,
    h("section", { "aria-label": "Timeline" }, h("h2", {}, "Over time"), lanesBox), list, extra);
}
