// The page's frame: what is the same in every view, and which view the address asks for.
import "./style.css";
import { get, type Overview } from "./api";
import { h, replace } from "./dom";
import { addressOf, here, onMove, type Here } from "./place";
import { many, setNames } from "./words";
import { evidence } from "./views/evidence";
import { events } from "./views/events";
import { presence } from "./views/presence";
import { reading } from "./views/reading";
import { refusal } from "./views/shared";
import { sources } from "./views/sources";
import { tryIt } from "./views/try";

const kViews: Record<string, { name: string; make: (at: Here, overview: Overview) => HTMLElement; hidden?: boolean }> = {
  presence: { name: "Presence", make: presence },
  events: { name: "Events", make: events },
  sources: { name: "Sources", make: sources },
  reading: { name: "Reading", make: reading },
  try: { name: "Try it", make: tryIt },
  evidence: { name: "Evidence", make: evidence, hidden: true },
};

const kThemes = ["auto", "light", "dark"] as const;

function themeButton(): HTMLElement {
  let theme: (typeof kThemes)[number] = "auto";
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "light" || kept === "dark") theme = kept;
  } catch { /* a browser that keeps nothing has the system's theme */ }
  const button = h("button", { type: "button", class: "small theme" });
  const apply = (): void => {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    replace(button, `Colours: ${theme === "auto" ? "as the system" : theme}`);
  };
  button.addEventListener("click", () => {
    theme = kThemes[(kThemes.indexOf(theme) + 1) % kThemes.length]!;
    try {
      localStorage.setItem("theme", theme);
    } catch { /* as above */ }
    apply();
  });
  apply();
  return button;
}

async function start(): Promise<void> {
  const app = document.getElementById("app")!;
  const main = h("main", { id: "main" });
  const nav = h("nav", { "aria-label": "Views" });
  const state = h("p", { class: "quiet" });
  const share = h("button", { type: "button", class: "small", click: async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      replace(share, "Address copied");
    } catch {
      replace(share, "Copy it from the address bar");
    }
    setTimeout(() => replace(share, "Copy this address"), 2500);
  } }, "Copy this address");
  replace(app, h("a", { class: "skip", href: "#main" }, "To the content"),
    h("header", { class: "top" }, h("a", { class: "brand", href: "/?view=presence" }, "Attaché"), nav), main,
    h("footer", {}, state, share, themeButton()));
  let overview: Overview;
  try {
    overview = await get<Overview>("overview");
  } catch (error) {
    return replace(main, refusal(error));
  }
  setNames(overview);
  replace(state, `${many(overview.articles, "article")}, ${many(overview.claims, "claim")}, reported ${overview.reported.first ?? "…"} to ${overview.reported.last ?? "…"}`,
    overview.events_kept ? null : " · `attache derive` makes events quicker");
  let moved = false;
  const show = (): void => {
    const at = here();
    const name = at["view"] && kViews[at["view"]] ? at["view"] : "presence";
    replace(nav, Object.entries(kViews).filter(([, view]) => !view.hidden).map(([key, view]) =>
      h("a", { href: addressOf({ view: key }), "aria-current": key === name ? "page" : undefined }, view.name)));
    document.title = `${kViews[name]!.name} · Attaché`;
    replace(main, overview.claims === 0 ? h("div", { class: "view" }, h("h1", {}, "This ledger is empty"), h("p", {}, "Read some articles into it: ", h("code", {}, "attache read dispatches/")),
      name === "try" ? tryIt() : h("p", {}, "Or ", h("a", { href: "/?view=try" }, "try a dispatch"), " without keeping it.")) : kViews[name]!.make(at, overview));
    if (moved) {
      scrollTo(0, 0);
      main.querySelector<HTMLElement>("h1")?.focus();
    }
    moved = true;
  };
  onMove(show);
  show();
}

void start();
