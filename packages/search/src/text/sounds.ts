/**
 * The sound with which a word begins, as one letter: words that are confused at their beginning have the same
 * (`pneumonia`, `nuemonia`; `psoriasis`, `soriasis`; `oesophagus`, `esophagus`).
 */
export function soundOf(word: string): string {
  for (const [spelling, sound] of spellings) if (word.startsWith(spelling)) return sound;
  const first = word[0] ?? '';
  return first >= '0' && first <= '9' ? '0' : first;
}

const spellings: readonly (readonly [string, string])[] = [
  ['pn', 'n'],
  ['kn', 'n'],
  ['gn', 'n'],
  ['ps', 's'],
  ['ph', 'f'],
  ['pt', 't'],
  ['wr', 'r'],
  ['wh', 'w'],
  ['ae', 'e'],
  ['oe', 'e'],
  ['x', 'z'],
  ['q', 'k'],
  ['ce', 's'],
  ['ci', 's'],
  ['cy', 's'],
  ['c', 'k'],
];

/**
 * A word with its silent and doubled letters left out, and letters of one sound as one: `asthma` and `asma`, `hemorrhage`
 * and `hemorage`, `dyspepsia` and `dispepsia` are the same.
 */
export function asHeard(word: string): string {
  let heard = word;
  for (const [letters, sound] of silent) heard = heard.replaceAll(letters, sound);
  return heard.replace(/(.)\1+/g, '$1');
}

const silent: readonly (readonly [string, string])[] = [
  ['sthm', 'sm'],
  ['rrh', 'r'],
  ['rh', 'r'],
  ['ph', 'f'],
  ['th', 't'],
  ['ae', 'e'],
  ['oe', 'e'],
  ['y', 'i'],
];
