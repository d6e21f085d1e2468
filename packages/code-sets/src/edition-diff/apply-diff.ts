import type { EditionContent, EditionDiff } from './change.ts';

/**
 * The later edition, made from the earlier one and the difference, order aside. Notes come with it where they
 * were compared, else null. The proof that a difference loses nothing.
 */
export function applyDiff(from: EditionContent, diff: EditionDiff): EditionContent {
  const codes = new Map(from.codes);
  const notes = diff.notesCompared && from.notes ? new Map(from.notes) : null;
  for (const record of diff.restated) codes.set(record.code, record);
  for (const change of diff.changes) {
    setOrDelete(codes, change.code, change.after);
    if (notes && change.notes) setOrDelete(notes, change.code, change.notes.after);
  }
  return { codes, notes };
}

function setOrDelete<T>(map: Map<string, T>, key: string, value: T | null): void {
  if (value === null) map.delete(key);
  else map.set(key, value);
}
