import type { FamilyValue, FamilyValues } from '@plaincode/code-sets';
import type { ExplanationContent } from '../content.ts';
import { referencesIn, withWords } from './references.ts';
import { type Slot, wordsFor } from './slot.ts';
import { mapBlocks, stringsOf } from './strings-of.ts';

/** A slot for whose value there are no words. */
export type Missing = { slot: string; source: Slot['source']; value: FamilyValue | null };

/** The text as one code reads it; or why it cannot be read there, as missing words or, in words, what is wrong. */
export type Filled<Content> =
  | { ok: true; content: Content }
  | { ok: false; missing: Missing[]; unfit: string | null };

export interface FamilyTemplate<Content> {
  /** The slots that the text names, as the table has them. */
  used: Slot[];
  /** Names of slots that the text has and the table does not. */
  unknown: string[];
  fill(values: FamilyValues): Filled<Content>;
}

type Template = Pick<ExplanationContent, 'plainTitle' | 'body' | 'sections' | 'family'>;

/** Codes with the same words share one filled text. */
const mostKept = 2_000;

/** A text for a family, ready to be filled for one code after the other. */
export function familyTemplate<Content extends Template>(content: Content): FamilyTemplate<Content> {
  const named = new Set(stringsOf(content).flatMap((text) => referencesIn(text).map(({ name }) => name)));
  const table = new Map((content.family?.slots ?? []).map((slot) => [slot.name, slot]));
  const used = [...named].flatMap((name) => table.get(name) ?? []);
  const unknown = [...named].filter((name) => !table.has(name));
  const kept = new Map<string, Filled<Content>>();
  const fill = (values: FamilyValues): Filled<Content> => {
    const words = used.map((slot) => wordsFor(slot, values[slot.source]));
    const key = JSON.stringify(words);
    const known = words.includes(null) ? undefined : kept.get(key);
    if (known) return known;
    const filled = fillWith(content, used, words, values, unknown);
    if (filled.ok && kept.size < mostKept) kept.set(key, filled);
    return filled;
  };
  return { used, unknown, fill };
}

function fillWith<Content extends Template>(
  content: Content,
  used: readonly Slot[],
  words: readonly (string | null)[],
  values: FamilyValues,
  unknown: readonly string[],
): Filled<Content> {
  const missing = used
    .filter((_, index) => words[index] === null)
    .map(({ name, source }) => ({ slot: name, source, value: values[source] }));
  const [name] = unknown;
  const unfit = name === undefined ? null : `The slot {{${name}}} is not in the slot table.`;
  if (missing.length > 0 || unfit !== null) return { ok: false, missing, unfit };
  const byName = new Map(used.map((slot, index) => [slot.name, words[index] ?? '']));
  const filled = rewritten(content, (text) => withWords(text, (one) => byName.get(one) ?? ''));
  const wrong = unfitness(filled);
  return wrong === null ? { ok: true, content: filled } : { ok: false, missing: [], unfit: wrong };
}

/** The text with its strings rewritten, and without its table. */
function rewritten<Content extends Template>(content: Content, change: (text: string) => string): Content {
  const { family: _, ...rest } = content;
  const said = (text: string | null) => (text === null ? null : change(text).trim());
  return {
    ...rest,
    plainTitle: said(content.plainTitle) || null,
    body: mapBlocks(content.body, change),
    sections: content.sections.map((section) => ({
      ...section,
      summary: said(section.summary),
      body: mapBlocks(section.body, change),
    })),
  } as Content;
}

const longestTitle = 80;

/** Why a filled text could not stand on a page, in words; null where it can. */
function unfitness({ plainTitle, body, sections }: Template): string | null {
  if (body.length === 0) return 'With its slots left out, nothing is left of the text.';
  if ((plainTitle?.length ?? 0) > longestTitle)
    return `The plain title gets longer than ${longestTitle} characters: "${plainTitle}".`;
  if (sections.some((section) => section.body.length === 0 || section.summary === ''))
    return 'With its slots left out, nothing is left of a section or of its summary.';
  return null;
}
