// What happened: events with facets, full-text search and order; one event with all its reports side by side.
import { get, type AttacheEvent, type Claim, type Events, type Facet, type Overview } from "../api";
import { h, replace, words, type Children } from "../dom";
import { chain } from "../draw/chain";
import { addressOf, go, type Here } from "../place";
import { forceOf, many, nameOf } from "../words";
import { eventDetails } from "./evidence";
import { claimAddress, eventAddress, fact, field, files, refusal } from "./shared";

const kFacets: { name: string; param: string; facet: keyof Events["facets"]; show: (value: string) => string }[] = [
  { name: "Type", param: "event", facet: "event", show: (value) => value.toLowerCase() },
  { name: "Posture", param: "posture", facet: "posture", show: (value) => value },
  { name: "Status", param: "status", facet: "status", show: (value) => value },
  { name: "Who", param: "actor", facet: "actor", show: nameOf },
  { name: "Where", param: "in", facet: "country", show: nameOf },
  { name: "Outlet", param: "outlet", facet: "outlet", show: (value) => value },
];
const kParams = ["event", "posture", "status", "actor", "of", "in", "outlet", "text", "known_by", "contradicted", "sort", "offset"];
const kPage = 50;

export const titleOf = (event: AttacheEvent): Children[] => [
  event.force ? forceOf(event.force) : words(event.words.who || "somebody"), " · ", h("b", {}, words(event.words.what || "told of")),
  event.words.where ? [" · ", words(event.words.where)] : null,
];

function item(event: AttacheEvent): HTMLElement {
  return h("li", { class: "event-item" },
    h("a", { href: eventAddress(event.key) }, titleOf(event)),
    h("div", {}, "“", words(event.words.text), "”"),
    h("div", { class: "quiet" }, event.denied ? "denied" : event.status, event.words.when ? ` · ${event.words.when}` : "",
      ` · reported ${event.first_reported?.slice(0, 10) ?? "undated"}`,
      event.last_reported && event.last_reported.slice(0, 10) !== event.first_reported?.slice(0, 10) ? ` to ${event.last_reported.slice(0, 10)}` : "",
      ` · ${many(event.reports, "report")}, ${many(event.independent, "origin")}`),
    event.contradictions.length ? h("div", { class: "warning" }, "the reports disagree on ", event.contradictions.map((each) => each.slot).join(", ")) : null);
}

/// How many events were first reported in each month, drawn as bars.
function months(facet: Facet): HTMLElement | null {
  const sorted = [...facet].sort((a, b) => a.value.localeCompare(b.value));
  if (sorted.length < 2) return null;
  const most = Math.max(...sorted.map((each) => each.count));
  return h("ol", { class: "months", tabindex: 0, "aria-label": "Events by the month of their first report" }, sorted.map((each) => {
    const bar = h("span", { class: "month-bar" });
    bar.style.height = `${Math.max(2, (each.count / most) * 48)}px`;
    return h("li", { title: `${each.value}: ${many(each.count, "event")}` }, bar, h("span", { class: "month-name" }, each.value.slice(2)),
      h("span", { class: "hidden" }, `: ${many(each.count, "event")}`));
  }));
}

function one(key: string): HTMLElement {
  const box = h("div", { class: "view event" }, h("h1", { tabindex: -1 }, "Event"));
  get<{ event: AttacheEvent; claims: Claim[] }>(`events/${encodeURIComponent(key)}`).then(({ event, claims }) => {
    document.title = `${event.words.what} · Attaché`;
    replace(box, h("h1", { tabindex: -1 }, titleOf(event)),
      h("dl", { class: "facts" }, fact("status", event.denied ? "denied" : event.status), fact("when", event.words.when),
        fact("reported", `${event.first_reported?.slice(0, 10) ?? "undated"} to ${event.last_reported?.slice(0, 10) ?? "undated"}`),
        fact("credibility", `${event.credibility.grade} (${event.credibility.words}): ${event.credibility.reasons.join("; ")}`),
        fact("event", h("code", {}, event.key))),
      eventDetails(event, "h2"),
      event.views.length ? h("section", {}, h("h2", {}, "Three views"), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Three views" }, h("table", {},
        h("thead", {}, h("tr", {}, ["slot", "conservative", "informative", "representative"].map((each) => h("th", { scope: "col" }, each)))),
        h("tbody", {}, event.views.map((each) => h("tr", {}, h("th", { scope: "row" }, each.slot),
          [each.conservative, each.informative, each.representative].map((value) => h("td", {}, words(value ?? ""))))))))) : null,
      h("h2", {}, many(claims.length, "report")),
      h("div", { class: "reports" }, claims.map((claim) => h("article", { class: "report" },
        h("p", {}, h("a", { href: claimAddress(claim.key) }, "“", words(claim.text), "”")),
        h("p", { class: "quiet" }, claim.status, claim.negated ? ", denied" : "", claim.words.when ? ` · ${claim.words.when}` : "",
          " · reported ", claim.reported?.slice(0, 10) ?? "undated"), chain(claim)))),
      event.joins.length ? h("details", {}, h("summary", {}, "Why these are taken for one"), h("ul", {}, event.joins.map((join) =>
        h("li", {}, h("code", {}, join.earlier.slice(0, 8)), " and ", h("code", {}, join.later.slice(0, 8)), `: ${join.reasons.join(", ")} (${join.score.toFixed(2)})`)))) : null,
      files(`events/${event.key}`, {}, false));
    box.querySelector("h1")?.focus();
  }, (error) => replace(box, h("h1", {}, "Event"), refusal(error)));
  return box;
}

export function events(at: Here, _overview: Overview): HTMLElement {
  if (at["event"] && /^[0-9a-f]{6,32}$/i.test(at["event"])) return one(at["event"]);
  const asked: Record<string, string> = {};
  for (const name of kParams) if (at[name]) asked[name] = at[name]!;
  const offset = Number(asked["offset"] ?? 0) || 0;
  const to = (change: Record<string, string | undefined>): string => addressOf({ view: "events", ...asked, offset: undefined, ...change });

  const text = h("input", { type: "search", name: "text", value: asked["text"] ?? "", placeholder: "words of the clause" });
  const known = h("input", { type: "date", name: "known_by", value: asked["known_by"] ?? "" });
  const sort = h("select", { name: "sort", change: () => go(to({ sort: sort.value })) },
    [["reported", "first reported"], ["latest", "last reported"], ["happened", "happened"], ["reports", "most reports"], ["origins", "most origins"]]
      .map(([value, name]) => h("option", { value: value!, selected: (asked["sort"] ?? "reported") === value }, name)));
  const form = h("form", { class: "question", role: "search", submit: (event) => {
    event.preventDefault();
    go(to({ text: text.value.trim(), known_by: known.value }));
  } }, field("Search", text), field("known by", known), field("by", sort), h("button", { type: "submit" }, "Search"));
  const facetBox = h("aside", { class: "facets", "aria-label": "Narrow down" });
  const list = h("div", { class: "found", "aria-live": "polite" }, h("p", { class: "quiet" }, "Looking…"));

  get<Events>("events", { ...asked, limit: kPage }).then((answer) => {
    const group = (name: string, param: string, facet: Facet, show: (value: string) => string): HTMLElement | null => {
      const chosen = asked[param];
      if (facet.length === 0 && !chosen) return null;
      return h("details", { open: innerWidth > 760 || !!chosen }, h("summary", {}, name, chosen ? h("b", {}, ` ${show(chosen)}`) : null),
        h("ul", {}, chosen ? h("li", {}, h("a", { class: "chosen", href: to({ [param]: undefined }) }, `all, not only ${show(chosen)}`)) : null,
          facet.slice(0, 12).map((each) => h("li", {}, h("a", { href: to({ [param]: each.value }), "aria-current": chosen === each.value ? "true" : undefined },
            show(each.value)), h("span", { class: "quiet" }, ` ${each.count}`)))));
    };
    replace(facetBox, ...kFacets.map((each) => group(each.name, each.param, answer.facets[each.facet].filter((value) => each.param !== "status" || value.value !== "denied"), each.show)),
      h("p", {}, asked["contradicted"] ? h("a", { class: "chosen", href: to({ contradicted: undefined }) }, "not only those in dispute")
        : h("a", { href: to({ contradicted: "yes" }) }, "only where reports disagree")));
    replace(list, months(answer.facets.month), h("p", { class: "quiet" },
      answer.found === 0 ? "No event is told of so. Take away a condition." : `${many(answer.found, "event")}${answer.truncated || offset ? `, of which ${offset + 1} to ${offset + answer.events.length} are shown` : ""}`),
      h("ol", { class: "events", start: offset + 1 }, answer.events.map(item)),
      h("p", { class: "pager" }, offset > 0 ? h("a", { href: to({ offset: String(Math.max(0, offset - kPage)) }) }, "← before") : null, " ",
        answer.truncated ? h("a", { href: to({ offset: String(offset + kPage) }) }, "more →") : null),
      files("events", asked));
  }, (error) => replace(list, refusal(error)));
  document.title = "Events · Attaché";
  return h("div", { class: "view all-events" }, h("h1", { tabindex: -1 }, "Events"), form, h("div", { class: "with-facets" }, facetBox, list));
}
