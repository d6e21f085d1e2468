/** The tabular list of one ICD-10-CM edition: chapters, sections and codes with their titles and notes. */
export type TabularList = {
  /** As the file writes it, `2021`; empty where the file does not tell. */
  version: string;
  chapters: TabularChapter[];
  sections: TabularSection[];
  /** In the file's own order: a chapter, its sections, and below each its codes, headers before what they hold. */
  entries: TabularEntry[];
};

/** `first` and `last` are categories of three characters. */
export type TabularChapter = { name: string; title: string; first: string; last: string };

/** `id` as the file writes it, `A00-A09` or `B20`; `chapter` is the chapter's name. */
export type TabularSection = { id: string; title: string; chapter: string; first: string; last: string };

export type TabularKind = 'chapter' | 'section' | 'diagnosis';

export type TabularEntry = {
  kind: TabularKind;
  /** `chapter:1`, `section:A00-A09`, or the code without its dot. */
  key: string;
  /** Key of the entry just above; a section whose range lies within an earlier one's stands below that. */
  parent: string | null;
  /** Single-spaced; without the range of codes that ends the titles of chapters and sections. */
  title: string;
  /** Line of the file, from 1, on which its name or its range stands. */
  line: number;
  /** The code ends with a placeholder X and holds others: `J09X`. */
  placeholder: boolean;
  notes: TabularNotes;
};

export const noteKinds = [
  'includes',
  'inclusionTerms',
  'excludes1',
  'excludes2',
  'codeFirst',
  'codeAlso',
  'useAdditional',
  'notes',
] as const;

export type NoteKind = (typeof noteKinds)[number];

/** Texts in the file's own order. Entries without notes share one frozen object, `noNotes`. */
export type TabularNotes = Readonly<Record<NoteKind, readonly string[]>> & {
  /** The 7th characters that the entry defines for the codes below it, or for itself. */
  readonly sevenCharacters: SevenCharacters | null;
};

export type SevenCharacters = { note: readonly string[]; characters: readonly SeventhCharacter[] };

/** `notes` are further wordings that stand below the meaning. */
export type SeventhCharacter = { character: string; meaning: string; notes: readonly string[] };

const none: readonly string[] = Object.freeze([]);

export const noNotes: TabularNotes = Object.freeze({
  includes: none,
  inclusionTerms: none,
  excludes1: none,
  excludes2: none,
  codeFirst: none,
  codeAlso: none,
  useAdditional: none,
  notes: none,
  sevenCharacters: null,
});
