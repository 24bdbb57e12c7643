// docs/openapi.json against the server: every path and parameter that it names is there, every answer has the shape that it
// gives, nothing is answered that it does not name.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { repository, serve } from "./serving.js";

const api = JSON.parse(readFileSync(join(repository, "docs/openapi.json"), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: "api", ...api });
const schemaAt = (pointer) => ajv.compile({ $ref: `api#${pointer}` });
const escaped = (path) => path.replaceAll("~", "~0").replaceAll("/", "~1");

/// Asks once more where a kept connection was closed meanwhile, as browsers do: on a busy machine the server's five seconds are
/// over before the next question leaves.
const fetch = (...asked) => globalThis.fetch(...asked).catch(() => globalThis.fetch(...asked));

let server;
let keys;
before(async () => {
  server = await serve(true);
  const claims = (await (await fetch(`${server.base}/api/claims?limit=1000`)).json()).claims;
  const events = (await (await fetch(`${server.base}/api/events?limit=1000`)).json()).events;
  keys = { claims: claims.map((each) => each.key), events: events.map((each) => each.key), articles: [...new Set(claims.map((each) => each.article))] };
});
after(() => server?.stop());

function valid(check, body, where) {
  assert.ok(check(body), `${where}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
}

for (const [path, methods] of Object.entries(api.paths)) {
  if (!methods.get) continue;
  test(`GET ${path}`, async () => {
    const check = schemaAt(`/paths/${escaped(path)}/get/responses/200/content/application~1json/schema`);
    const needed = (methods.get.parameters ?? []).filter((each) => each.in === "query" && each.required).map((each) => [each.name, each.example]);
    const list = path.includes("{key}") ? keys[path.split("/")[2]] : [""];
    assert.ok(list.length > 0);
    for (const key of list) {
      const target = `${path.replace("{key}", key)}?${new URLSearchParams(needed)}`;
      const reply = await fetch(server.base + target);
      assert.equal(reply.status, 200, target);
      valid(check, await reply.json(), target);
    }
    const error = await (await fetch(`${server.base}${path.replace("{key}", "zz")}?no_such_parameter=1`)).json();
    if (path !== "/api/openapi.json") valid(schemaAt("/components/schemas/Error"), error, path);
  });

  test(`parameters of ${path}`, async () => {
    const values = { of: "FRA", in: "Chad", at: "Abeche", on: "2024-12-25", from: "2024-06-01", to: "2025-01-31", known_by: "2024-12", as_of: "2030-01-01", event: "retreat", posture: "withdraw",
      status: "actual", actor: "France", outlet: "Meridian", article: keys.articles[0], text: "soldiers", limit: "3", offset: "1", origins: "1", contradicted: "no", sort: "reports", as_coded: "yes" };
    const check = schemaAt(`/paths/${escaped(path)}/get/responses/200/content/application~1json/schema`);
    const all = (methods.get.parameters ?? []).filter((each) => each.in === "query");
    const needed = all.filter((each) => each.required).map((each) => [each.name, values[each.name]]);
    for (const each of all) {
      const target = `${path}?${new URLSearchParams([...needed.filter(([name]) => name !== each.name), [each.name, values[each.name]]])}`;
      const reply = await fetch(server.base + target);
      assert.equal(reply.status, 200, target);
      valid(check, await reply.json(), target);
    }
    if (methods.get.description?.includes("CSV")) {
      const csv = await fetch(`${server.base}${path}.csv?${new URLSearchParams(needed)}`);
      assert.equal(csv.status, 200);
      assert.match(csv.headers.get("content-type"), /csv/i);
    }
  });
}

test("POST /api/try", async () => {
  const check = schemaAt("/paths/~1api~1try/post/responses/200/content/application~1json/schema");
  for (const text of ["Russia has withdrawn 200 soldiers from Armenia, Dmitry Peskov said on Monday.", "Nothing.", readFileSync(join(repository, "examples/niger/03-date-set.txt"), "utf8")]) {
    const reply = await fetch(`${server.base}/api/try`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
    assert.equal(reply.status, 200);
    valid(check, await reply.json(), text.slice(0, 30));
  }
});

test("the description that the server gives is that of the repository", async () => {
  assert.deepEqual(await (await fetch(`${server.base}/api/openapi.json`)).json(), api);
});
