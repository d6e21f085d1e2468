import type { SeventhMeanings, TabularFact } from '@plaincode/code-sets';
import { ownEntry } from '../export/section-data/tabular-notes.ts';

type Entries = ReadonlyMap<string, TabularFact>;

const deepest = 12;

/**
 * What the tabular list says that seventh characters mean: the nearest definition at a stem's own entry or above it.
 * A stem that is filled up with X has the entry that it completes.
 */
export function seventhMeanings(entries: Entries | null): SeventhMeanings {
  const known = new Map<string, ReadonlyMap<string, string> | null>();
  return (stem) => {
    if (entries === null) return null;
    let meanings = known.get(stem);
    if (meanings === undefined) {
      meanings = meaningsOf(stem, entries);
      known.set(stem, meanings);
    }
    return meanings;
  };
}

function meaningsOf(stem: string, entries: Entries): ReadonlyMap<string, string> | null {
  let key = ownEntry(`${stem}_`, entries);
  for (let level = 0; key !== null && level < deepest; level += 1) {
    const entry: TabularFact | undefined = entries.get(key);
    if (entry?.sevenCharacters)
      return new Map(entry.sevenCharacters.characters.map(({ character, meaning }) => [character, meaning]));
    key = entry?.parent ?? null;
  }
  return null;
}
