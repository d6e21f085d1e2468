import { type DecodedIndicator, pcsCharacters } from '@plaincode/code-sets';
import type { CodeType, SectionData, SectionId, Source } from '@plaincode/content-schemas';
import type { PathOf } from './code-text.ts';
import { type Conversions, conversionData, conversionsOf, mappingData } from './crosswalks.ts';
import type { FactsInForce } from './facts-in-force.ts';
import { indexTerms } from './index-terms.ts';
import { coverageData, crossReferenceData } from './indicator-data.ts';
import { ncciEdits } from './ncci-edits.ts';
import { characterData } from './pcs-characters.ts';
import { tabularNotes } from './tabular-notes.ts';

/** What the sources of a set say, ready to be asked for one code after the other. */
export interface SetFacts {
  facts: FactsInForce;
  conversions: Conversions | null;
  pathOf: PathOf;
  /** The day on which the edition of the pages takes effect. */
  effective: string;
}

export interface CodeToTell {
  code: string;
  codeType: CodeType;
  indicators: readonly DecodedIndicator[];
  /** The long descriptor of the table of an inpatient procedure; null elsewhere. */
  table: string | null;
  /** The page's id for the release file. */
  file: string;
}

export function setFacts(facts: FactsInForce, pathOf: PathOf, effective: string): SetFacts {
  return { facts, conversions: conversionsOf(facts), pathOf, effective };
}

/** What official sources say of a code, by the section in whose matter they speak. A section left out has none. */
export function sectionData(
  { facts, conversions, pathOf, effective }: SetFacts,
  { code, codeType, indicators, table, file }: CodeToTell,
): Partial<Record<SectionId, SectionData[]>> {
  const { tabular } = facts;
  const notes = tabular ? tabularNotes(code, tabular, { pathOf, effective }) : null;
  const characters = table === null ? null : characterData(pcsCharacters(code, table), file);
  return {
    guidelines: [...(notes ? [notes] : []), ...(characters ? [characters] : []), ...indexTerms(code, facts)],
    crosswalks: [
      ...conversionData(code, conversions, pathOf),
      ...crossReferenceData(indicators, file, pathOf),
      ...mappingData(code, facts, codeType === 'inpatient-procedure' ? 'procedure' : 'diagnosis'),
    ],
    'ncci-edits': ncciEdits(code, facts, pathOf),
    'medicare-coverage': coverageData(indicators, file),
  };
}

/** The sources beside the release file that the data cite, and `more` by their ids. */
export function citedFacts(
  { facts }: SetFacts,
  data: Partial<Record<SectionId, readonly SectionData[]>>,
  more: readonly string[],
): Source[] {
  const cited = new Set([
    ...Object.values(data).flatMap((some) => some.map(({ source }) => source)),
    ...more,
  ]);
  return Object.values(facts).flatMap(({ source }) => (cited.has(source.id) ? [source] : []));
}
