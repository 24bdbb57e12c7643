// Wording and marks that several views share.
import type { Overview, PresenceLine, State } from "./api";

let names: Record<string, string> = {};
export const setNames = (overview: Overview): void => void (names = overview.names);
export const nameOf = (code: string | null): string => (code ? (names[code] ?? code) : "unnamed");

export const kStates: { state: State; means: string }[] = [
  { state: "present", means: "there, as far as the last report goes" },
  { state: "arriving", means: "agreed or planned to come, not reported there" },
  { state: "leaving", means: "there; going is agreed, planned, begun or asked for" },
  { state: "due gone", means: "the day of leaving has passed, nobody has reported it done" },
  { state: "gone", means: "reported gone" },
  { state: "disputed", means: "claims that cannot all be right" },
  { state: "unknown", means: "the claims known do not reach this day" },
];
export const classOf = (state: string): string => `state-${state.replace(" ", "-")}`;

export const kSlots: Record<string, string> = {
  predicate: "what",
  actor: "who",
  recipient: "to whom",
  force: "force",
  count: "how many",
  place: "where",
  time: "when",
  status: "status",
  negation: "denial",
  basis: "by whose leave",
  source: "according to whom",
  cue: "cue",
};

export const forceOf = (line: { owner: string | null; kind: string | null }): string =>
  `${nameOf(line.owner)}: ${line.kind ?? "forces"}`;

export function counted(count: PresenceLine["count"]): string {
  if (count === null || count === undefined) return "";
  if (typeof count === "number") return count.toLocaleString("en");
  const [low, high] = count as (number | null)[];
  if (low == null) return `up to ${high?.toLocaleString("en")}`;
  if (high == null) return `at least ${low.toLocaleString("en")}`;
  return `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}

export const many = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

// ---- Days -----------------------------------------------------------------------------------------------------------------

const kDay = 86_400_000;
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / kDay);
export const dayOf = (number: number): string => new Date(number * kDay).toISOString().slice(0, 10);

/// The first and last day that a happened time may mean, when it is told less exactly than to the day; else nothing.
export function fuzzy(edtf: string | null): [number, number] | null {
  if (!edtf || edtf.includes("/")) return null;
  const month = /^(\d{4})-(\d{2})$/.exec(edtf);
  if (/^\d{4}$/.test(edtf)) return [dayNumber(`${edtf}-01-01`), dayNumber(`${edtf}-12-31`)];
  if (!month) return null;
  const year = Number(month[1]);
  const part = Number(month[2]);
  const first = part >= 21 ? (part - 21) * 3 + 3 : part;
  const last = part >= 21 ? first + 3 : part + 1;
  return [Date.UTC(year, first - 1, 1) / kDay, Date.UTC(year, last - 1, 1) / kDay - 1];
}
