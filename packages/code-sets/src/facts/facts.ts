/**
 * What sources beside the releases say about codes. One source kind is one official file or table; a fact is
 * what it says about one code. Each kind belongs to a code set and has editions of its own.
 */
export const factKinds = [
  'tabular',
  'index-diseases',
  'index-external-causes',
  'index-drugs',
  'index-neoplasms',
  'conversion',
  'gem-to-icd-9',
  'gem-from-icd-9',
  'ncci-ptp-practitioner',
  'ncci-ptp-outpatient',
  'mue-practitioner',
  'mue-outpatient',
  'mue-dme',
  'consumer-descriptors',
  'clinician-descriptors',
] as const;
export type FactKind = (typeof factKinds)[number];

/** A kind in words, as reports and pages name it. */
export const factKindNames: Record<FactKind, string> = {
  tabular: 'Tabular list',
  'index-diseases': 'Index to diseases and injuries',
  'index-external-causes': 'External cause of injuries index',
  'index-drugs': 'Table of drugs and chemicals',
  'index-neoplasms': 'Table of neoplasms',
  conversion: 'Conversion table',
  'gem-to-icd-9': 'General equivalence mapping to ICD-9',
  'gem-from-icd-9': 'General equivalence mapping from ICD-9',
  'ncci-ptp-practitioner': 'NCCI procedure-to-procedure edits, practitioner services',
  'ncci-ptp-outpatient': 'NCCI procedure-to-procedure edits, outpatient hospital services',
  'mue-practitioner': 'Medically unlikely edits, practitioner services',
  'mue-outpatient': 'Medically unlikely edits, outpatient hospital services',
  'mue-dme': 'Medically unlikely edits, suppliers of equipment',
  'consumer-descriptors': 'Consumer friendly descriptors',
  'clinician-descriptors': 'Clinician descriptors',
};

/** Kinds that speak of a code set no longer in use, and that their maintainers no longer update. */
export const historicalKinds: ReadonlySet<FactKind> = new Set(['gem-to-icd-9', 'gem-from-icd-9']);

export type TabularNotes = {
  includes?: string[];
  inclusionTerms?: string[];
  excludes1?: string[];
  excludes2?: string[];
  codeFirst?: string[];
  codeAlso?: string[];
  useAdditional?: string[];
  notes?: string[];
};

/** An entry of the tabular list: a chapter (`chapter:1`), a section (`section:A00-A09`) or a code. */
export type TabularFact = {
  title: string;
  /** The entry above, by its key; null for a chapter. */
  parent: string | null;
  notes: TabularNotes;
  /** What the seventh character means, where this entry defines it. */
  sevenCharacters?: { note: string[]; characters: { character: string; meaning: string }[] };
};

export type IndexFact = {
  /** Each from the main term down to the subterm; in a table, the column last. */
  terms: string[][];
};

export type ConversionFact = {
  /** When the code took effect; null where the table does not tell. */
  effective: string | null;
  /** The codes that were used before and are named one by one, without dots. */
  former: string[];
  /** Those named as ranges; left out where there is none. */
  ranges?: { from: string; to: string }[];
  /** As the table writes it. */
  formerText: string;
};

/** One line of a mapping: the code on the other side, null where there is none. */
export type GemLine = {
  other: string | null;
  approximate: boolean;
  combination: boolean;
  scenario: number;
  choiceList: number;
};
export type GemFact = { lines: GemLine[] };

export type PtpEditOf = {
  /** The other code of the pair, and the column in which this code stands. */
  other: string;
  column: 1 | 2;
  effective: string;
  deletion: string | null;
  /** 0: a modifier is not allowed; 1: allowed; 9: does not apply. */
  modifier: '0' | '1' | '9';
  rationale: string | null;
};
export type PtpFact = { edits: PtpEditOf[] };

export type MueFact = { value: number; adjudication: '1' | '2' | '3'; rationale: string | null };

export type ConsumerFact = { text: string };
export type ClinicianFact = { texts: string[] };

export type FactContents = {
  tabular: TabularFact;
  'index-diseases': IndexFact;
  'index-external-causes': IndexFact;
  'index-drugs': IndexFact;
  'index-neoplasms': IndexFact;
  conversion: ConversionFact;
  'gem-to-icd-9': GemFact;
  'gem-from-icd-9': GemFact;
  'ncci-ptp-practitioner': PtpFact;
  'ncci-ptp-outpatient': PtpFact;
  'mue-practitioner': MueFact;
  'mue-outpatient': MueFact;
  'mue-dme': MueFact;
  'consumer-descriptors': ConsumerFact;
  'clinician-descriptors': ClinicianFact;
};

/** What a source of one kind says about one code, which stands without a dot. */
export type Fact<Kind extends FactKind = FactKind> = { code: string; content: FactContents[Kind] };
