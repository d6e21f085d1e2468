/** A passage of a part of a text, by its words and some of what stands around them. */
export type Anchor = {
  quote: string;
  /** What stood directly before and after the passage; at most `contextLength` characters each. */
  before: string;
  after: string;
  /** Where it began in the part's text when it was quoted; tells apart what the words around it do not. */
  start: number;
};

/** Where a passage stands now. `sure`: nothing else in the text could as well be meant. */
export type Place = { start: number; end: number; sure: boolean };

export const contextLength = 48;

/** A passage of at least so many characters is known by its own words, as long as it stands only once. */
const tellingLength = 24;
/** So many characters around a passage have to be as they were where its own words do not tell. */
const tellingContext = 12;

/** The stretch of a text as an anchor. */
export function anchorAt(text: string, start: number, end: number): Anchor {
  return {
    quote: text.slice(start, end),
    before: text.slice(Math.max(0, start - contextLength), start),
    after: text.slice(end, end + contextLength),
    start,
  };
}

/**
 * Finds a passage again in a text that may have changed around it; null where it is gone. Words that stand in several
 * places are told apart by what stands around them, and only then by where they stood.
 */
export function findPassage(text: string, anchor: Anchor): Place | null {
  const { quote, before, after } = anchor;
  if (quote === '') return null;
  const found = occurrences(text, quote).map((start) => ({
    start,
    end: start + quote.length,
    context: commonEnd(text.slice(0, start), before) + commonStart(text.slice(start + quote.length), after),
  }));
  const needed = Math.min(tellingContext, before.length + after.length);
  const alone = found.length === 1 && quote.length >= tellingLength;
  const fit = found.filter(({ context }) => alone || context >= needed);
  const most = Math.max(...fit.map(({ context }) => context));
  const best = fit.filter(({ context }) => context === most);
  best.sort((one, other) => Math.abs(one.start - anchor.start) - Math.abs(other.start - anchor.start));
  const [place] = best;
  if (!place) return null;
  return { start: place.start, end: place.end, sure: best.length === 1 || place.start === anchor.start };
}

/** Whether other words stand exactly where the passage stood, with all that was around it. */
export function readsInstead(text: string, { before, after }: Anchor, words: string): boolean {
  const whole = before + words + after;
  return occurrences(text, whole).some((start) => {
    const end = start + whole.length;
    /* A short context ends where the text ended. */
    return (
      (before.length === contextLength || start === 0) &&
      (after.length === contextLength || end === text.length)
    );
  });
}

function occurrences(text: string, quote: string): number[] {
  if (quote === '') return [];
  const found: number[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}

function commonStart(text: string, other: string): number {
  let length = 0;
  while (length < other.length && text[length] === other[length]) length += 1;
  return length;
}

function commonEnd(text: string, other: string): number {
  let length = 0;
  while (length < other.length && length < text.length && text.at(-1 - length) === other.at(-1 - length))
    length += 1;
  return length;
}
