import type { SectionId } from '@plaincode/content-schemas';

/** A section's id as the desk's fields name it: field names hold no hyphen. */
export const sectionFields = {
  guidelines: 'guidelines',
  modifiers: 'modifiers',
  crosswalks: 'crosswalks',
  'ncci-edits': 'ncciEdits',
  compliance: 'compliance',
  'medicare-coverage': 'medicareCoverage',
} as const satisfies Record<SectionId, string>;

export type SectionField = (typeof sectionFields)[SectionId];

export const sectionTitles = {
  guidelines: 'Guidelines',
  modifiers: 'Modifiers',
  crosswalks: 'Crosswalks',
  'ncci-edits': 'NCCI edits',
  compliance: 'Compliance',
  'medicare-coverage': 'Medicare coverage',
} as const satisfies Record<SectionId, string>;
