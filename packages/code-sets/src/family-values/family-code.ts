import type { CodeRecord } from '../code-record.ts';

/** What of a code tells its values within a family. */
export type FamilyCode = Pick<
  CodeRecord,
  'code' | 'displayCode' | 'codeType' | 'parent' | 'longDescriptor' | 'billable'
>;

/** Where the words that differ from code to code of a family come from. */
export const valueSources = ['seventh-character', 'laterality', 'dose-unit', 'difference'] as const;
export type ValueSource = (typeof valueSources)[number];

/** `key` is what tells values apart, such as `A` or `left`; `said` is how the official data put it. */
export type FamilyValue = { key: string; said: string };

/** Null where a source says nothing of the code. */
export type FamilyValues = Record<ValueSource, FamilyValue | null>;
