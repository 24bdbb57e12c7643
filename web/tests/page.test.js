// The page as a person meets it, in a real browser on the examples: the whole story, by mouse and by keys; copy that means harm;
// what axe-core finds; what the page asks of others (nothing).
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, serve } from "./serving.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const patience = 180_000; // a busy machine draws slowly; what never comes fails all the same
const shots = process.env.SHOTS; // a folder: pictures of each view go there

let chromium;
let server;
before(async () => {
  server = await serve(true);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await server?.stop();
});

/// A page that notes all that goes wrong on it, and every address asked for.
async function open(path, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const faults = [];
  const asked = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("dialog", (dialog) => {
    faults.push("a dialog");
    void dialog.dismiss();
  });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(server.base + path);
  await page.waitForLoadState("networkidle");
  return { page, faults, asked, close: () => context.close() };
}

/// Until it holds on the page. (Playwright's own waiting makes code of a string there, which the page's policy refuses.)
async function until(page, holds, argument) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await page.evaluate(holds, argument)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`never came to be: ${holds}`);
}
const settled = (page) => until(page, () => !document.querySelector("[aria-busy]"));
/// What a slider is set to, as its input event tells.
const slide = (page, name, days) => page.getByRole("slider", { name }).evaluate((input, by) => {
  input.value = String(Number(input.value) + by);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}, days);

test("the story: ask, move both clocks, see the state change, drill to the sentence, share the address", async () => {
  const { page, faults, asked, close } = await open("/");
  await page.getByLabel("Forces of").fill("United States");
  await page.getByLabel("in", { exact: true }).fill("Niger");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /^Forces of United States in Niger on/ }).waitFor();
  await page.getByLabel("Day in the world", { exact: true }).fill("2024-08-10");
  await page.getByRole("heading", { level: 1, name: "Forces of United States in Niger on 2024-08-10" }).waitFor();
  await settled(page);
  const lines = page.locator(".line");
  assert.ok((await lines.count()) >= 3);
  assert.match(await lines.allInnerTexts().then((all) => all.join("\n")), /disputed[\s\S]*leaving/);
  assert.equal(await page.locator(".sign").count(), await lines.count(), "every line has its sign on the map");
  const whole = await page.locator(".extent").count();
  assert.ok(whole >= 1, "a whole country is hatched");
  assert.ok((await page.locator(".bar").count()) >= 3);

  // The reported clock goes back to before anybody disputed the base.
  await page.getByLabel("Known by", { exact: true }).fill("2024-07-10");
  await page.getByRole("heading", { level: 1, name: /as known on 2024-07-10/ }).waitFor();
  await settled(page);
  assert.doesNotMatch(await lines.allInnerTexts().then((all) => all.join("\n")), /disputed/);
  // The happened clock goes back to a day when they were all there.
  await slide(page, "Happened: day in the world", -130);
  await until(page, () => /on 2024-04-02/.test(document.querySelector("h1").textContent));
  await settled(page);
  assert.match(await lines.allInnerTexts().then((all) => all.join("\n")), /present/);

  // One click from the sign to its claims, one more to the sentence.
  await page.locator(".sign .halo").first().click();
  const chosen = page.locator(".line.chosen");
  await chosen.waitFor();
  const link = chosen.locator(".claims a").first();
  const text = (await link.innerText()).replace(/[“”]/g, "");
  const shared = page.url();
  await link.click();
  await page.getByRole("heading", { level: 2, name: "What was understood" }).waitFor();
  const clause = (await page.locator(".copy .clause").allInnerTexts()).join("");
  for (const word of text.split(/\s+/).slice(0, 3)) assert.ok(clause.includes(word), `${word} in ${clause}`);
  assert.ok((await page.locator(".copy .slot").count()) >= 2, "slots are marked");
  assert.ok((await page.locator(".chain li").count()) >= 1, "the chain is drawn");

  // The address shows the same to somebody else; back leads back.
  await page.goBack();
  await settled(page);
  const said = await page.locator(".lines").innerText();
  const other = await open(new URL(shared).pathname + new URL(shared).search);
  await settled(other.page);
  assert.equal(await other.page.locator(".lines").innerText(), said);
  assert.equal(await other.page.locator("h1").innerText(), await page.locator("h1").innerText());
  await other.close();
  assert.deepEqual(faults, []);
  assert.deepEqual(asked.filter((each) => !each.startsWith(server.base)), [], "nothing is asked of others");
  await close();
});

test("by keys alone: from the first tab to the sentence", async () => {
  const { page, faults, close } = await open("/?view=presence&of=France&in=Chad&on=2024-12-25");
  await settled(page);
  const focused = () => page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.getAttribute("class") ?? ""} ${document.activeElement.textContent.slice(0, 30)}`);
  await page.keyboard.press("Tab");
  assert.match(await focused(), /To the content/);
  let steps = 0;
  while (!(await focused()).startsWith("g sign") && ++steps < 60) await page.keyboard.press("Tab");
  assert.match(await focused(), /^g sign/, "signs of the map take the focus");
  await page.keyboard.press("Enter");
  await page.locator(".line.chosen").waitFor();
  assert.match(await focused(), /^SUMMARY/, "the line that it chose has the focus");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /^A /);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "What was understood" }).waitFor();
  await until(page, () => document.activeElement?.tagName === "H1");
  // The slider goes day by day.
  await page.goBack();
  await settled(page);
  await page.getByRole("slider", { name: "Happened: day in the world" }).focus();
  await page.keyboard.press("ArrowRight");
  await until(page, () => /2024-12-26/.test(document.querySelector("h1").textContent));
  assert.deepEqual(faults, []);
  await close();
});

test("events: facets, search, order, one event side by side", async () => {
  const { page, faults, close } = await open("/?view=events");
  const all = await page.locator(".event-item").count();
  await page.locator(".facets").getByRole("link", { name: "United States", exact: true }).first().click();
  await until(page, (before) => document.querySelectorAll(".event-item").length < before, all);
  assert.match(page.url(), /actor=USA/);
  await page.getByLabel("Search").fill("withdraw");
  await page.keyboard.press("Enter");
  await until(page, () => location.search.includes("text=withdraw") && document.querySelector(".event-item"));
  assert.ok((await page.locator(".event-item").count()) >= 1);
  await page.goto(`${server.base}/?view=events&contradicted=yes`);
  await page.locator(".event-item a").first().click();
  await page.locator(".contradiction .side").first().waitFor();
  assert.ok((await page.locator(".contradiction .side").count()) >= 2, "sides stand side by side");
  assert.ok((await page.locator(".report").count()) >= 2);
  await page.goto(`${server.base}/?view=events&text=zzzz`);
  await page.getByText("No event is told of so").waitFor();
  await page.goto(`${server.base}/?view=events&in=Qwyxland`);
  await page.getByRole("alert").waitFor();
  assert.deepEqual(faults.filter((each) => !/400/.test(each)), []);
  await close();
});

test("sources, reading, try it", async () => {
  const { page, faults, close } = await open("/?view=sources");
  await page.locator(".graph .node", { hasText: "Meridian" }).first().click();
  await page.getByRole("heading", { level: 2, name: "Meridian" }).waitFor();
  assert.match(page.url(), /source=Meridian/);
  await page.getByRole("heading", { name: "What it alone reports" }).waitFor();
  await page.getByText("These cite each other in a ring").waitFor();

  await page.getByRole("link", { name: "Reading" }).click();
  await page.getByRole("link", { name: "Last French base in Chad handed over" }).click();
  const notes = page.locator(".note > button");
  await notes.first().waitFor();
  assert.ok((await notes.count()) >= 4);
  await notes.nth(1).click();
  assert.ok((await page.locator(".copy .slot").count()) >= 1);
  assert.equal(await notes.nth(1).getAttribute("aria-expanded"), "true");

  await page.getByRole("link", { name: "Try it" }).click();
  await page.getByLabel("Dispatch").fill("Russia has withdrawn 200 soldiers from Armenia, Dmitry Peskov said on Monday.");
  await page.getByLabel("Outlet").fill("Interfax");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("heading", { name: /claim/ }).waitFor();
  assert.match(await page.locator(".tried").innerText(), /200[\s\S]*Dmitry Peskov[\s\S]*Interfax/);
  assert.deepEqual(faults, []);
  await close();
});

test("copy that means harm is only text", async () => {
  const { page, faults, close } = await open("/?view=reading");
  await page.locator(".articles a", { hasText: "<script>" }).click();
  await page.locator(".copy").first().waitFor();
  const copy = await page.locator(".annotated").innerText();
  assert.match(copy, /<script>window\.harmed=1<\/script>/, "it is shown as it was written");
  assert.doesNotMatch(copy, /[\u202A-\u202E\u2066-\u2069]/u, "nothing turns the text around");
  const views = ["events&text=soldiers", "sources", "presence&in=Armenia&on=2024-05-20", "presence&on=2024-05-20", "events", "reading"];
  for (const note of await page.locator(".note > button").all()) await note.click();
  for (const each of await page.locator(".note-more a").all()) views.push((await each.getAttribute("href")).replace("/?view=", ""));
  for (const view of views) {
    await page.goto(`${server.base}/?view=${view}`);
    await page.waitForLoadState("networkidle");
    const { harmed, scripts, wide } = await page.evaluate(() => ({ harmed: window.harmed, scripts: document.querySelectorAll("main script, main img, main iframe, main [onerror], main [onload], a[href^='javascript' i]").length,
      wide: document.documentElement.scrollWidth - innerWidth }));
    assert.equal(harmed, undefined, view);
    assert.equal(scripts, 0, view);
    assert.ok(wide <= 0, `${view}: an enormous word makes the page ${wide} px too wide`);
  }
  // What the address says is text as well.
  for (const name of ["of", "in", "on", "known_by", "text", "claim", "event", "article", "source", "view", "line", "sort", "offset"]) {
    await page.goto(`${server.base}/?view=presence&${name}=${encodeURIComponent("<img src=x onerror=window.harmed=1>")}`);
    await page.waitForLoadState("networkidle");
    assert.equal(await page.evaluate(() => window.harmed), undefined, name);
  }
  // The policy itself: a string is not taken for markup or code.
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<b>x</b>";
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  assert.ok(refused, "Trusted Types are enforced");
  assert.deepEqual(faults.filter((each) => !/40[04]|TrustedHTML/.test(each)), []);
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    test(`axe-core finds nothing: ${colorScheme}, ${viewport.width} wide`, async () => {
      const claim = (await (await fetch(`${server.base}/api/claims?posture=withdraw&limit=2`)).json()).claims[1];
      const event = (await (await fetch(`${server.base}/api/events?contradicted=yes&limit=1`)).json()).events[0];
      const paths = { presence: "view=presence&in=Niger&on=2024-08-10&line=0", world: "view=presence&on=2024-12-25&known_by=2024-12-28", events: "view=events", event: `view=events&event=${event.key}`,
        evidence: `view=evidence&claim=${claim.key}`, sources: "view=sources&source=Meridian", articles: "view=reading", reading: `view=reading&article=${claim.article}&claim=${claim.key}`, try: "view=try" };
      for (const [name, path] of Object.entries(paths)) {
        // axe-core is put in from outside the page, past its policy.
        const { page, faults, close } = await open(`/?${path}`, { colorScheme, viewport, bypassCSP: true, reducedMotion: "reduce" });
        await settled(page);
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        const told = found.violations.map((each) => `${each.impact} ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
        assert.deepEqual(told, [], `${name}:\n${told.join("\n")}`);
        assert.deepEqual(faults, [], name);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${name} is too wide`);
        if (shots) {
          mkdirSync(shots, { recursive: true });
          await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${viewport.width}.png`), fullPage: true });
        }
        await close();
      }
    });
  }
}

test("what is fetched stays small", async () => {
  const sizes = [];
  const { page, close } = await open("/");
  for (const entry of await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).map((each) => [each.name, each.encodedBodySize])))
    if (!entry[0].includes("/api/")) sizes.push(entry);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(sizes.length >= 4);
  assert.ok(total > 50_000 && total < 500_000, `${total} bytes: ${JSON.stringify(sizes)}`);
  await close();
});
