/** Shorter, and thousands of codes of one family would be called alike: of ICD-10-CM none is longer. */
const longest = 320;
/** Of these, for the words at the end: codes of one family begin alike and differ there. */
const longestEnd = 160;

/** What a title needs to know of a code set. */
interface TitledSet {
  shortName: string;
  licensed: boolean;
}

/**
 * How lists and links call a code, and the page of a licensed one without a plain title of its own. A public set lends its descriptor, with words left out
 * in the middle where it is long. A licensed set never does: the publisher's plain title stands there, or the bare code.
 */
export function pageTitle(
  set: TitledSet,
  displayCode: string,
  descriptor: string,
  plainTitle: string | null,
): string {
  if (set.licensed) return plainTitle ?? `${set.shortName} ${displayCode}`;
  return shortened(descriptor);
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const from = text.slice(0, longest - longestEnd - ' … '.length);
  const to = text.slice(-longestEnd);
  const [end, start] = [from.lastIndexOf(' '), to.indexOf(' ')];
  const first = from.slice(0, end > 0 ? end : from.length).replace(/[\s,;:(]+$/, '');
  const last = to.slice(start + 1).replace(/^[\s,;:)]+/, '');
  return `${first} … ${last}`;
}
