import type { FamilyCode, FamilyValue } from './family-code.ts';

/** What the tabular list says that the seventh characters of a code mean; null where it is not held. */
export type SeventhMeanings = (stem: string) => ReadonlyMap<string, string> | null;

const length = 7;
const tail = /,\s*((?:initial|subsequent) encounter\b.*|sequela\b.*)$/i;

/**
 * The seventh character of a diagnosis with its meaning: as the tabular list defines it for the code's stem, or else
 * what the code's descriptor says beyond that of the code above it.
 */
export function seventhCharacter(
  code: FamilyCode,
  above: FamilyCode | undefined,
  meanings: SeventhMeanings,
): FamilyValue | null {
  if (code.codeType !== 'diagnosis' || code.code.length !== length) return null;
  const key = code.code.slice(-1);
  const said = meanings(code.code.slice(0, -1))?.get(key) ?? tailOf(code, above);
  return { key, said: said ?? key };
}

/** What a descriptor of a code of seven characters says last, behind the words of its stem; null where it says nothing. */
export function tailOf({ code, longDescriptor }: FamilyCode, above: FamilyCode | undefined): string | null {
  if (code.length !== length) return null;
  const stem = above?.longDescriptor;
  if (stem && longDescriptor.startsWith(`${stem}, `)) return longDescriptor.slice(stem.length + 2).trim();
  return tail.exec(longDescriptor)?.[1]?.trim() ?? null;
}

/** The descriptor without that. */
export function withoutTail(code: FamilyCode, above: FamilyCode | undefined): string {
  const said = code.codeType === 'diagnosis' ? tailOf(code, above) : null;
  if (said === null) return code.longDescriptor;
  return code.longDescriptor.slice(0, -said.length).replace(/[\s,]+$/, '');
}
