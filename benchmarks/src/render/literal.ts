/** Text as the value of a quoted attribute, as Astro writes it. */
export function attribute(text: string): string {
  return /[&"]/.test(text) ? text.replaceAll('&', '&#38;').replaceAll('"', '&#34;') : text;
}

/** Says that a page shows what none of a made record does. */
export function notMade(what: string): never {
  throw new Error(`made records have no such page: ${what}`);
}
