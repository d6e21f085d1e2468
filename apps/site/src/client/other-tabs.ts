/**
 * The tabs of a browser tell each other what they learn through its storage: its events reach every other tab, and none
 * that rests in the back/forward cache. Where storage is blocked so are cookies, and nothing is there to tell.
 */
const prefix = 'plaincode-';

/** Keeps a mark on this device, or takes it away; other tabs hear of it where that changes anything. */
export function keepMark(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is blocked; nothing depends on a mark.
  }
}

export function readMark(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Acts whenever another tab has changed a mark. */
export function onNewsOfTabs(act: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(prefix)) act();
  });
}

/**
 * Lets one tab at a time ask for keys: two tabs of a new guest who ask at once would be two guests, and each spend a
 * view. A browser without locks, or one that refuses them, cannot open envelopes either or keeps no guest.
 */
export async function oneTabAtATime<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  let begun = false;
  const once = () => {
    begun = true;
    return ask();
  };
  try {
    return await navigator.locks.request(`${prefix}keys`, once);
  } catch (error) {
    if (begun) throw error;
    return ask();
  }
}
