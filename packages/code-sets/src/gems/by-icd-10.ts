import type { GemEntry } from './entry.ts';
import type { GemFile } from './parse.ts';

/** The entries of each ICD-10 code of a mapping, be it the source or the target. "No map" stands under its source only. */
export function gemByTarget10({ direction, entries }: GemFile): Map<string, GemEntry[]> {
  const fromTen = direction.startsWith('icd-10');
  const byCode = new Map<string, GemEntry[]>();
  for (const entry of entries) {
    const code = fromTen ? entry.source : entry.target;
    if (code === null) continue;
    const known = byCode.get(code);
    if (known) known.push(entry);
    else byCode.set(code, [entry]);
  }
  return byCode;
}
