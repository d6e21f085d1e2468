import type { CodePageRecord, PublicCodePage } from '@plaincode/content-schemas';

/** A descriptor as short as `Fever` may be part of any plain title; one of this many letters is a copy. */
const copyLength = 24;

/**
 * Where the open half of a page repeats a sealed descriptor: as its title, or somewhere within a text. A
 * licensed descriptor stands in its own section alone, so a publisher must not let such a page out. Names the
 * places and never the text; empty when there are none.
 */
export function findLeaks(record: CodePageRecord, page: Omit<PublicCodePage, 'envelopes'>): string[] {
  const { tier, long, medium, short, consumer, clinician, wordings } = record.descriptors;
  if (tier === 'open') return [];
  const texts = [long, medium, short, consumer, ...clinician, ...wordings.map((one) => one.long)].flatMap(
    (fact) => (fact ? [plain(fact.value)] : []),
  );
  const leaks = new Set<string>();
  for (const [place, value] of textsOf(page, '')) {
    const open = plain(value);
    if (texts.some((text) => open === text || (text.length >= copyLength && open.includes(text))))
      leaks.add(`${place} repeats the sealed descriptor`);
  }
  return [...leaks];
}

/** Every text of a value with its place, such as `related.next.title`. Codes and paths are no prose. */
function* textsOf(value: unknown, place: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [place, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    const name = Array.isArray(value) ? place : place ? `${place}.${key}` : key;
    yield* textsOf(held, name);
  }
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();
