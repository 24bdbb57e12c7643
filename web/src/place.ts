// Where the reader is: view and question, all of it in the address, so that an address shows the same to whoever gets it.

export type Here = Record<string, string>;

export const here = (): Here => Object.fromEntries(new URLSearchParams(location.search));

export function addressOf(place: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value) params.set(name, value);
  return `/?${params}`;
}

let show: () => void = () => undefined;

export function onMove(handler: () => void): void {
  show = handler;
  addEventListener("popstate", handler);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element | null)?.closest?.("a");
    const target = link?.getAttribute("href");
    if (!target?.startsWith("/?")) return;
    event.preventDefault();
    go(target);
  });
}

export function go(target: string): void {
  history.pushState(null, "", target);
  show();
}

/// Says in the address what the reader has changed in a view that shows it already.
export function note(place: Record<string, string | undefined>): void {
  history.replaceState(null, "", addressOf(place));
}
