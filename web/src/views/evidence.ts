// Everything behind one claim: the sentence in its article with the words that filled each slot, the chain, the clocks, the frame,
// and who else reports the same.
import { get, type AttacheEvent, type Claim, type Why } from "../api";
import { h, replace, words } from "../dom";
import { chain } from "../draw/chain";
import { paragraphs, type Mark } from "../draw/marked";
import type { Here } from "../place";
import { counted, kSlots, many, nameOf } from "../words";
import { articleAddress, claimItem, eventAddress, fact, files, refusal } from "./shared";

export function marksOf(claim: Claim): Mark[] {
  const [begin, end] = claim.span as [number, number];
  const marks: Mark[] = [{ begin, end, kind: "clause" }];
  const labels = new Map<string, string[]>();
  for (const each of claim.evidence) {
    const at = each.span.join("-");
    labels.set(at, [...(labels.get(at) ?? []), kSlots[each.slot] ?? each.slot]);
  }
  const done = new Set<string>();
  for (const each of claim.evidence) {
    const at = each.span.join("-");
    if (done.has(at)) continue;
    done.add(at);
    marks.push({ begin: each.span[0]!, end: each.span[1]!, kind: `slot slot-${each.slot}`, label: [...new Set(labels.get(at))].join(", ") });
  }
  return marks;
}

const parties = (list: Claim["actor"]): string =>
  list.map((each) => each.name + (each.code && each.code !== each.name ? ` (${each.code})` : "")).join(", ");

export function facts(claim: Claim): HTMLElement {
  const force = claim.force;
  return h("dl", { class: "facts" },
    fact("what", [claim.mode ?? claim.event, claim.posture].filter(Boolean).join(", ") || "a state"),
    fact("status", claim.status + (claim.negated ? ", denied" : "")),
    fact("who", parties(claim.actor)), fact("to whom", parties(claim.recipient)),
    force ? fact("force", `${force.owner ? nameOf(force.owner) : "nobody named"}, ${force.kind ?? "of no kind told"}`,
      force.unit ? [", ", words(force.unit)] : null, force.count !== null ? `, ${counted(force.count)}` : null) : [],
    fact("where", claim.place.map((place) => place.name + (place.country ? ` (${place.country})` : "") +
      (place.context ? ", worked out from the copy" : "")).join("; ")),
    fact("when", claim.words.when ? `${claim.words.when}` : ""),
    claim.basis ? fact("by whose leave", `${claim.basis.kind} ${claim.basis.by ?? ""}`) : [],
    fact("quoted", claim.quoted ? "yes" : ""));
}

/// Origins and contradictions of an event, side by side.
export function eventDetails(event: AttacheEvent, level: "h2" | "h3"): HTMLElement {
  return h("div", { class: "event-details" },
    h(level, {}, many(event.independent, "independent origin")),
    h("ul", { class: "origins" }, event.origins.map((origin) => h("li", {}, h("b", {}, words(origin.name)), origin.asserts ? "" : " (denies it)",
      h("span", { class: "quiet" }, " ", many(origin.claims.length, "claim"), ", told through ", words(origin.links.join(", ")))))),
    event.origins.length === 0 ? h("p", { class: "quiet" }, "Only outlets in their own voice.") : null,
    event.contradictions.map((each) => h("section", { class: "contradiction" }, h(level, {}, `The reports disagree: ${kSlots[each.slot] ?? each.slot}`),
      h("div", { class: "sides" }, each.sides.map((side) => h("div", { class: "side" }, h("b", {}, words(side.value)),
        h("div", { class: "quiet" }, side.origins.length ? words(side.origins.join(", ")) : "outlets in their own voice",
          " · ", many(side.claims.length, "report"))))))));
}

export function evidence(at: Here): HTMLElement {
  const box = h("div", { class: "view evidence" }, h("h1", { tabindex: -1 }, "Evidence"), h("p", { class: "quiet" }, "Looking it up…"));
  const key = at["claim"] ?? "";
  get<Why>(`claims/${encodeURIComponent(key)}`).then((why) => {
    const { claim, article, event } = why;
    document.title = `“${claim.text.slice(0, 60)}” · Attaché`;
    const holds = [claim.span, ...claim.evidence.map((each) => each.span)] as [number, number][];
    replace(box, h("h1", { tabindex: -1 }, "“", words(claim.text), "”"),
      h("div", { class: "columns" },
        h("section", { class: "sentence-box", "aria-label": "The article" },
          h("p", { class: "from" }, h("b", {}, words(article.outlet ?? "An outlet that is not named")), ": ",
            h("a", { href: articleAddress(article.key) }, words(article.title ?? "the whole article"))),
          paragraphs(article, marksOf(claim), undefined, (begin, end) => holds.some(([a, b]) => a < end && b > begin)),
          h("p", {}, h("a", { href: articleAddress(article.key) }, "Read the whole article with all its claims")),
      why.regards ? h("section", {}, h("h2", {}, "It is about"), h("ul", { class: "claims" }, claimItem(why.regards))) : null,
      why.regarded_by.length ? h("section", {}, h("h2", {}, "Claims about it"), h("ul", { class: "claims" }, why.regarded_by.map((each) => claimItem(each)))) : null,
      h("section", {}, h("h2", {}, "Other reports of the event"),
        why.other_reports.length ? h("ul", { class: "claims" }, why.other_reports.map((each) => claimItem(each)))
          : h("p", { class: "quiet" }, "None: this is the only report."),
        event ? [eventDetails(event, "h3"), h("p", {}, h("a", { href: eventAddress(event.key) }, "The event with all its reports"))] : null)),
        h("section", { "aria-label": "What was understood" }, h("h2", {}, "What was understood"), facts(claim),
          h("h2", {}, "According to whom"), chain(claim),
          h("h2", {}, "Clocks"), h("dl", { class: "facts" }, fact("happened", claim.time ?? "not told"),
            fact("reported", claim.reported?.replace("T", " ").replace("Z", " UTC") ?? "not known"),
            fact("recorded", claim.recorded?.replace("T", " ").replace("Z", " UTC") ?? "not kept")),
          h("h2", {}, "Coded by"), h("dl", { class: "facts" }, fact("frame", h("code", {}, claim.frame ?? "none")),
            fact("confidence", claim.confidence.toFixed(2)), fact("claim", h("code", {}, claim.key))))),
      files(`claims/${claim.key}`, {}, false));
    box.querySelector("h1")?.focus();
  }, (error) => replace(box, h("h1", {}, "Evidence"), refusal(error)));
  return box;
}
