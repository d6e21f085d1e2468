import { type FamilyValue, valueSources } from '@plaincode/code-sets';
import { line } from '@plaincode/content-schemas';
import { z } from 'zod';

/** Words for one value. `value` is empty for the codes of which the source says nothing. Empty words leave the slot out. */
const slotWords = z.strictObject({ value: z.string(), words: z.string() });

/** A place in a text that each code of a family fills with words for its own value. */
export const slot = z.strictObject({
  name: z.string(),
  source: z.enum(valueSources),
  /** A value without words of its own stands as the official data say it. */
  asSaid: z.boolean(),
  words: z.array(slotWords),
});
export type Slot = z.infer<typeof slot>;

/** What a text for a family holds besides its words. */
export const familyText = z.strictObject({ slots: z.array(slot) });
export type FamilyText = z.infer<typeof familyText>;

const slotName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?: [a-z0-9]+)*$/)
  .max(40);

export const isSlotName = (name: string): boolean => slotName.safeParse(name).success;

const words = z.union([z.literal(''), line.max(300)]);

/** The same once it is complete. */
export const approvedFamilyText = z.strictObject({
  slots: z
    .array(
      z.strictObject({
        ...slot.shape,
        name: slotName,
        words: z.array(z.strictObject({ value: z.string().max(400), words })).max(1_000),
      }),
    )
    .max(20),
});

/** A slot table as the editor holds it, in one spelling: equal tables are equal, however they were typed. Null where it is none. */
export function parseSlots(given: unknown): Slot[] | null {
  const parsed = z
    .array(slot)
    .max(20)
    .safeParse(given ?? []);
  if (!parsed.success) return null;
  return parsed.data.map((one) => ({
    ...one,
    name: spaced(one.name).toLowerCase(),
    words: one.words
      .map(({ value, words: said }) => ({ value: spaced(value), words: spaced(said) }))
      .sort((a, b) => (a.value < b.value ? -1 : Number(a.value > b.value))),
  }));
}

/** A value as the table names it where its key alone has several meanings. */
export const fullValue = ({ key, said }: FamilyValue): string => (key === said ? key : `${key} ${said}`);

/**
 * The words of a slot for a value: those for the value with its meaning, or for its key, or what the data say where
 * the slot allows that. Null where there are none; empty where the slot is left out on purpose.
 */
export function wordsFor({ words: rows, asSaid }: Slot, value: FamilyValue | null): string | null {
  const find = (wanted: string) => rows.find((row) => same(row.value, wanted))?.words;
  if (value === null) return find('') ?? null;
  return find(fullValue(value)) ?? find(value.key) ?? (asSaid ? value.said : null);
}

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const same = (a: string, b: string): boolean =>
  a === b || spaced(a).toLowerCase() === spaced(b).toLowerCase();
