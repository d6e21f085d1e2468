/** One device that is logged in, as its reader is shown it. */
export interface ReaderSession {
  id: string;
  started: string;
  /** Browser and system as far as the browser told, such as "Firefox on Windows". */
  device: string;
  /** Whether the question came from it. */
  current: boolean;
}

// Each names itself after those whose name it also carries: Edge says Chrome, Chrome says Safari.
const browsers = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'Mac'],
  ['Linux', 'Linux'],
] as const;

export function deviceOf(userAgent: string | null | undefined): string {
  const named = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => userAgent?.includes(mark))?.[1];
  const browser = named(browsers);
  const system = named(systems);
  if (!browser) return system ?? 'A device that did not say';
  return system ? `${browser} on ${system}` : browser;
}
