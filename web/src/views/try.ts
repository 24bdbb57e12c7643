// A dispatch pasted and coded before the reader's eyes. Nothing of it is kept.
import { tryCopy } from "../api";
import { h, replace, words } from "../dom";
import { many } from "../words";
import { annotated, slotKey } from "./reading";
import { field, refusal } from "./shared";

const kExample = `Russia to withdraw border guards from Zvartnots

MOSCOW, May 9 (Example News) - Russian border guards will leave Zvartnots airport by August 1 at Armenia's request, Kremlin spokesman Dmitry Peskov said on Thursday. About 4,000 Russian soldiers remain at the 102nd base in Gyumri, he said.`;

export function tryIt(): HTMLElement {
  document.title = "Try it · Attaché";
  const text = h("textarea", { rows: 9, maxlength: 60_000, spellcheck: "false", placeholder: "Paste a dispatch here, with its headline and dateline" });
  const outlet = h("input", { maxlength: 200, autocomplete: "off", placeholder: "who publishes it" });
  const published = h("input", { type: "date" });
  const out = h("div", { class: "tried", "aria-live": "polite" });
  const read = h("button", { type: "submit" }, "Read it");
  const form = h("form", { class: "try", submit: async (event) => {
    event.preventDefault();
    if (!text.value.trim()) return text.focus();
    read.disabled = true;
    try {
      const copy: { text: string; outlet?: string; published?: string } = { text: text.value };
      if (outlet.value.trim()) copy.outlet = outlet.value.trim();
      if (published.value) copy.published = published.value;
      const tried = await tryCopy(copy);
      replace(out, h("h2", {}, tried.claims.length ? many(tried.claims.length, "claim") : "No claim was found in it"),
        h("p", { class: "quiet" }, "Nothing was kept."),
        tried.remarks.length ? h("ul", { class: "notes quiet" }, tried.remarks.map((each) => h("li", {}, each.words, each.detail ? [": ", words(each.detail)] : null))) : null,
        tried.claims.length ? slotKey() : null, annotated(tried.article, tried.claims, false, tried.claims[0]?.key));
    } catch (error) {
      replace(out, refusal(error));
    } finally {
      read.disabled = false;
    }
  } }, field("Dispatch", text), h("div", { class: "question" }, field("Outlet", outlet), field("Published", published), read,
    h("button", { type: "button", class: "small", click: () => {
      text.value = kExample;
      published.value = "2024-05-09";
      form.requestSubmit();
    } }, "With an example")));
  return h("div", { class: "view try-it" }, h("h1", { tabindex: -1 }, "Try it"), h("p", { class: "quiet" },
    "What would be read in a dispatch: who does what, where and when, and according to whom."), form, out);
}
