// An attribution chain drawn as one: from whoever stands nearest to the facts to the page that the reader holds.
import type { Claim } from "../api";
import { h, words } from "../dom";

export function chain(claim: Claim): HTMLElement {
  const links = claim.attribution;
  return h("ol", { class: "chain", "aria-label": "Chain of sources, nearest to the facts first" },
    links.map((link, i) => {
      const last = i + 1 === links.length;
      const role = last ? (links.length === 1 ? "published it in its own voice" : "published it") : i === 0 ? "nearest to the facts" : "passed it on";
      return h("li", { class: last ? "outlet" : "source" },
        h("span", { class: "node" }, words(link.name || "an outlet that is not named"),
          link.with?.length ? [" with ", words(link.with.join(", "))] : null,
          link.code ? h("span", { class: "code" }, link.code) : null),
        h("span", { class: "quiet" }, role, link.cue ? [" · “", words(link.cue), "”"] : null));
    }));
}
