// An article with all its claims in the margin, and the list of articles.
import { get, type Article, type ArticleAndClaims, type Articles, type Claim } from "../api";
import { h, replace, words } from "../dom";
import { paragraphs, type Mark } from "../draw/marked";
import { addressOf, go, note, type Here } from "../place";
import { kSlots, many } from "../words";
import { facts, marksOf } from "./evidence";
import { chain } from "../draw/chain";
import { articleAddress, claimAddress, field, files, refusal } from "./shared";

/// The article with its claims beside the paragraphs in which they begin. Choosing one marks its words.
export function annotated(article: Article, claims: Claim[], stored: boolean, first = ""): HTMLElement {
  const box = h("div", { class: "annotated" });
  let chosen = first;
  const show = (): void => {
    const claim = claims.find((each) => each.key === chosen);
    const marks: Mark[] = claim ? marksOf(claim)
      : claims.map((each) => ({ begin: each.span[0]!, end: each.span[1]!, kind: "clause" }));
    const noteOf = (each: Claim): HTMLElement => {
      const open = each.key === chosen;
      return h("div", { class: `note${open ? " chosen" : ""}`, "data-claim": each.key },
        h("button", { type: "button", "aria-expanded": open ? "true" : "false", click: () => {
          chosen = open ? "" : each.key;
          if (stored) note({ view: "reading", article: article.key, claim: chosen });
          show();
          (box.querySelector(`[data-claim="${each.key}"] button`) as HTMLElement | null)?.focus();
        } }, h("b", {}, words(each.words.what || "told")), " ", words(each.words.who), each.words.where ? [" · ", words(each.words.where)] : null,
          h("span", { class: "quiet" }, ` ${each.status}${each.negated ? ", denied" : ""}`)),
        open ? h("div", { class: "note-more" }, facts(each), chain(each),
          h("p", { class: "quiet" }, "frame ", h("code", {}, each.frame ?? "none"), `, confidence ${each.confidence.toFixed(2)}`),
          stored ? h("p", {}, h("a", { href: claimAddress(each.key) }, "Evidence and other reports")) : null) : null);
    };
    replace(box, paragraphs(article, marks, (begin, end) => {
      const here = claims.filter((each) => each.span[0]! >= begin && each.span[0]! < end);
      return here.length ? h("div", {}, here.map(noteOf)) : null;
    }));
  };
  show();
  return box;
}

export const slotKey = (): HTMLElement =>
  h("p", { class: "slot-key quiet" }, Object.entries(kSlots).map(([slot, name]) => h("span", { class: `slot slot-${slot}` }, name)));

function one(at: Here): HTMLElement {
  const box = h("div", { class: "view reading" }, h("h1", { tabindex: -1 }, "Reading"));
  const key = at["article"] ?? "";
  get<ArticleAndClaims>(`articles/${encodeURIComponent(key)}`).then(({ article, claims, recorded, coder, revised_by }) => {
    document.title = `${article.title ?? "An article"} · Attaché`;
    replace(box, h("h1", { tabindex: -1 }, words(article.title ?? "An article without a title")),
      h("p", { class: "from" }, h("b", {}, words(article.outlet ?? "An outlet that is not named")), article.agency ? [", copy of ", words(article.agency)] : null,
        ` · ${article.published?.slice(0, 16).replace("T", " ") ?? "undated"} · ${many(claims.length, "claim")}`),
      revised_by.length ? h("p", { class: "warning" }, "A later version takes its place: ", revised_by.map((each) => h("a", { href: articleAddress(each) }, each.slice(0, 8)))) : null,
      claims.length ? h("p", { class: "quiet" }, "Choose a claim in the margin to see its words marked.") : h("p", { class: "quiet" }, "No claim was read in it."),
      slotKey(), annotated(article, claims, true, at["claim"] ?? ""),
      h("p", { class: "quiet" }, `Recorded ${recorded.replace("T", " ").replace("Z", " UTC")} · read by `, h("code", {}, coder ?? "nobody"),
        article.url ? [" · address: ", words(article.url)] : null),
      files(`articles/${article.key}`, {}, false));
    box.querySelector("h1")?.focus();
  }, (error) => replace(box, h("h1", {}, "Reading"), refusal(error)));
  return box;
}

const kPage = 100;

export function reading(at: Here): HTMLElement {
  if (at["article"]) return one(at);
  document.title = "Reading · Attaché";
  const list = h("div", { "aria-live": "polite" });
  const text = h("input", { type: "search", value: at["text"] ?? "", placeholder: "words of a claim" });
  const offset = Number(at["offset"] ?? 0) || 0;
  const asked = { text: at["text"] ?? "", outlet: at["outlet"] ?? "" };
  get<Articles>("articles", { ...asked, limit: kPage, offset }).then((answer) => replace(list,
    h("p", { class: "quiet" }, `${many(answer.found, "article")} with claims${answer.truncated || offset ? `, ${offset + 1} to ${offset + answer.articles.length}` : ""}, latest first`),
    h("ul", { class: "articles" }, answer.articles.map((each) => h("li", {}, h("a", { href: articleAddress(each.key) }, words(each.title ?? "without a title")),
      h("div", { class: "quiet" }, words(each.outlet ?? "no outlet named"), ` · ${each.reported?.slice(0, 10) ?? "undated"} · ${many(each.claims, "claim")}`)))),
    h("p", { class: "pager" }, offset > 0 ? h("a", { href: addressOf({ view: "reading", ...asked, offset: String(Math.max(0, offset - kPage)) }) }, "← later") : null, " ",
      answer.truncated ? h("a", { href: addressOf({ view: "reading", ...asked, offset: String(offset + kPage) }) }, "earlier →") : null),
    files("articles", asked)), (error) => replace(list, refusal(error)));
  return h("div", { class: "view reading" }, h("h1", { tabindex: -1 }, "Reading"), h("form", { class: "question", role: "search", submit: (event) => {
    event.preventDefault();
    go(addressOf({ view: "reading", text: text.value.trim() }));
  } }, field("Search", text), h("button", { type: "submit" }, "Search")), list);
}
