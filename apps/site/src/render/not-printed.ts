/** What a printed page says, once, of the sections that its reader has not open; null where all are. */
export function notPrintedWords(titles: readonly string[]): string | null {
  return titles.length === 0 ? null : `Not printed: ${titles.join(', ')} (not open to this reader).`;
}
