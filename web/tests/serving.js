// What the tests share: an `attache serve` over a ledger of the examples and of copy that means harm, and a browser.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const attache = process.env.ATTACHE ?? join(root, "build/dev/src/app/attache");
export const repository = root;

/// A story that would do harm if any of it were taken for more than text.
export const kHostile = {
  title: `<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>`,
  outlet: `"><svg onload=window.harmed=1>`,
  published: "2024-05-20T08:00:00Z",
  url: "javascript:window.harmed=1",
  text: [
    `Russia has withdrawn 55 soldiers from Gyumri, <script>window.harmed=1</script> an Armenian official said.`,
    `Russian soldiers remain at \u202Eeht esab\u202C in Gyumri, <img src=x onerror=window.harmed=1> Dmitry Peskov said.`,
    `France has withdrawn its troops from ${"Antidisestablishmentarianism".repeat(400)}, a French official said.`,
    `\u2067\u2066\u200F Chad has asked France to withdraw its soldiers {{constructor.constructor('window.harmed=1')()}} by May 30.`,
    `<a href="javascript:window.harmed=1">US troops have left Agadez</a>, the Pentagon said. \uFEFF\u0000\u0007`,
  ].join("\n\n"),
};

export function serve(hostile = false) {
  const folder = mkdtempSync(join(tmpdir(), "attache-page-"));
  const ledger = join(folder, "news.ledger");
  const read = (...paths) => execFileSync(attache, ["read", "--ledger", ledger, "--knowledge", join(root, "docs/knowledge-example"), ...paths], { stdio: "pipe" });
  read(join(root, "examples"));
  if (hostile) {
    const file = join(folder, "hostile.jsonl");
    writeFileSync(file, `${JSON.stringify(kHostile)}\n`);
    read(file);
  }
  const server = spawn(attache, ["serve", ledger, "--port", "0", "--knowledge", join(root, "docs/knowledge-example")], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`attache serve ended with ${code}`)));
    server.stdout.once("data", (line) => done({
      base: String(line).trim().replace(/\/$/, ""),
      ledger,
      stop: () => new Promise((stopped) => {
        server.removeAllListeners("exit");
        server.once("exit", () => {
          rmSync(folder, { recursive: true });
          stopped();
        });
        server.kill("SIGTERM");
      }),
    }));
  });
}

export const browser = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
