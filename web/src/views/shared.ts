// Pieces that several views show.
import { Refusal, address, type Claim, type Question } from "../api";
import { h, words, type Children } from "../dom";
import { addressOf } from "../place";

export const claimAddress = (key: string): string => addressOf({ view: "evidence", claim: key });
export const eventAddress = (key: string): string => addressOf({ view: "events", event: key });
export const articleAddress = (key: string): string => addressOf({ view: "reading", article: key });

/// A claim in a list: what it says, who says so, when; one click from its sentence.
export function claimItem(claim: Claim, part?: string): HTMLElement {
  return h("li", { class: "claim-item" },
    h("a", { href: claimAddress(claim.key) }, "“", words(claim.text), "”"),
    h("div", { class: "quiet" }, part ? [h("b", {}, part), " · "] : null, claim.status, claim.negated ? ", denied" : "",
      claim.words.when ? [" · ", claim.words.when] : null, " · ", words(claim.words.chain || "no source named"),
      claim.reported ? [" · reported ", claim.reported.slice(0, 10)] : " · undated"));
}

export function refusal(error: unknown): HTMLElement {
  if (error instanceof Refusal) {
    return h("div", { class: "refusal", role: "alert" }, h("b", {}, error.message), error.where ? [": ", words(error.where)] : null,
      error.mend ? h("div", {}, error.mend) : null);
  }
  return h("div", { class: "refusal", role: "alert" }, h("b", {}, "The server does not answer. "), "Is `attache serve` still running?");
}

export function files(path: string, question: Question, csv = true): HTMLElement {
  return h("p", { class: "files quiet" }, "The same as ", h("a", { href: address(path, question) }, "JSON"),
    csv ? [" or ", h("a", { href: address(`${path}.csv`, question), download: `${path}.csv` }, "CSV")] : null);
}

export const fact = (name: string, ...value: Children[]): HTMLElement[] =>
  (value as unknown[]).flat(Infinity).some((each) => each !== null && each !== "" && each !== undefined && each !== false)
    ? [h("dt", {}, name), h("dd", {}, ...value)] : [];

export function field(label: string, input: HTMLElement): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, label), input);
}
