const KEY = "causerie:ringer";
/** Browsers let a hidden tab's timer run once a minute: a tab that renewed within this is alive. */
const LEASE_MS = 90_000;
const RENEW_MS = 20_000;

export type Lease = { tab: string; until: number };

/** One tab rings: the one looked at last, or any while nobody holds the lease. */
export function mayRing(lease: Lease | null, tab: string, now: number): boolean {
  return lease === null || lease.tab === tab || lease.until <= now;
}

/** Takes part in the lease while mounted. `take`: at a focus, from whoever has it. */
export function joinRinging(tab: string): { mayRing(): boolean; leave(): void } {
  const stop = new AbortController();
  const hold = () => write({ tab, until: Date.now() + LEASE_MS });
  const claim = () => {
    if (!mayRing(read(), tab, Date.now())) return false;
    hold();
    return true;
  };
  const giveUp = () => {
    if (read()?.tab === tab) write(null);
  };
  if (document.hasFocus()) hold();
  else claim();
  addEventListener("focus", hold, { signal: stop.signal });
  addEventListener("pagehide", giveUp, { signal: stop.signal });
  const timer = setInterval(claim, RENEW_MS);
  const leave = () => {
    stop.abort();
    clearInterval(timer);
    giveUp();
  };
  return { mayRing: claim, leave };
}

function read(): Lease | null {
  try {
    // Only `write` below writes this key.
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Lease | null;
  } catch {
    return null;
  }
}

/** Without storage every tab rings: too often is better than never. */
function write(lease: Lease | null): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(lease));
  } catch {
    // Storage refused or full.
  }
}
