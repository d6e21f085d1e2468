/** Words that end in a full stop without ending a sentence. */
const abbreviations = new Set([
  'approx',
  'dept',
  'dr',
  'e.g',
  'etc',
  'fig',
  'i.e',
  'incl',
  'inj',
  'max',
  'min',
  'mr',
  'mrs',
  'ms',
  'no',
  'nos',
  'oz',
  'pt',
  'resp',
  'sec',
  'st',
  'vs',
]);

/**
 * Where the last sentence ends that lies within the first `limit` characters of a text, its full stop and
 * closing quotes included; 0 when none does. A rule of its own rather than the platform's segmenter, so that
 * the same text is cut in the same place by every version of Node.
 */
export function lastSentenceEnd(text: string, limit: number): number {
  const stop = /[.!?]+["'”’)\]]*(?=\s+["'“‘([]?[\p{Lu}\p{N}]|\s*$)/gu;
  let end = 0;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    if (stop.lastIndex > limit) break;
    if (!isAbbreviation(text, match.index)) end = stop.lastIndex;
  }
  return end;
}

function isAbbreviation(text: string, stop: number): boolean {
  if (text[stop] !== '.') return false;
  const word = /[\p{L}.]+$/u.exec(text.slice(0, stop))?.[0] ?? '';
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) || abbreviations.has(word.toLowerCase());
}
