// Questions to the server. Types are made from docs/openapi.json (`npm run types`).
import type { components } from "./api-types";

type Schemas = components["schemas"];
export type Claim = Schemas["Claim"];
export type Article = Schemas["Article"];
export type AttacheEvent = Schemas["Event"];
export type PresenceLine = Schemas["PresenceLine"];
export type Presence = Schemas["Presence"];
export type Timeline = Schemas["Timeline"];
export type Lane = Schemas["Lane"];
export type Overview = Schemas["Overview"];
export type Why = Schemas["Why"];
export type Events = Schemas["Events"];
export type Sources = Schemas["Sources"];
export type Articles = Schemas["Articles"];
export type ArticleAndClaims = Schemas["ArticleAndClaims"];
export type Tried = Schemas["Tried"];
export type Facet = { value: string; count: number }[];
export type State = PresenceLine["state"];

/// What the server said that it could not do.
export class Refusal extends Error {
  constructor(readonly status: number, what: string, readonly where: string | null, readonly mend: string | null) {
    super(what);
  }
}

export type Question = Record<string, string | number | undefined>;

export function address(path: string, question: Question = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) if (value !== undefined && value !== "") params.set(name, String(value));
  const text = params.toString();
  return `/api/${path}${text ? `?${text}` : ""}`;
}

async function read<T>(response: Response): Promise<T> {
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body as T;
  const error = (body as Schemas["Error"] | null)?.error;
  throw new Refusal(response.status, error?.what ?? "the server cannot be understood", error?.where ?? null, error?.mend ?? null);
}

export async function get<T>(path: string, question: Question = {}, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(address(path, question), { signal: signal ?? null }));
}

export async function tryCopy(copy: { text: string; outlet?: string; published?: string }): Promise<Tried> {
  return read<Tried>(
    await fetch("/api/try", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(copy) }),
  );
}
