import { gemByTarget10 } from '../gems/by-icd-10.ts';
import type { GemDirection } from '../gems/layout.ts';
import type { GemFile } from '../gems/parse.ts';
import type { Conversion } from '../icd-10-conversion/parse.ts';
import type { ConversionFact, Fact } from './facts.ts';

/** One fact for each current code. A code in several rows came in several steps: the last day is its own. */
export function conversionFacts(conversions: Conversion[]): Fact<'conversion'>[] {
  const byCode = Map.groupBy(conversions, ({ code }) => code);
  return [...byCode].map(([code, rows]) => ({ code, content: joined(rows) }));
}

function joined(rows: readonly Conversion[]): ConversionFact {
  const days = rows.flatMap(({ effective }) => effective ?? []).sort();
  const ranges = rows.flatMap(({ formerRanges }) => formerRanges.map(({ from, to }) => ({ from, to })));
  return {
    effective: days.at(-1) ?? null,
    former: [...new Set(rows.flatMap(({ former }) => former))],
    ...(ranges.length > 0 ? { ranges } : {}),
    formerText: [...new Set(rows.map(({ formerText }) => formerText))].join('; '),
  };
}

export type GemFactKind = 'gem-to-icd-9' | 'gem-from-icd-9';

export const gemFactKind = (direction: GemDirection): GemFactKind =>
  direction.startsWith('icd-10') ? 'gem-to-icd-9' : 'gem-from-icd-9';

/** The ICD-10 set on which a mapping's facts stand, whichever way it leads. */
export const gemCodeSet = (direction: GemDirection): 'icd-10-cm' | 'icd-10-pcs' =>
  direction.includes('icd-10-pcs') ? 'icd-10-pcs' : 'icd-10-cm';

/** One fact for each ICD-10 code of the mapping. */
export function gemFacts(file: GemFile): Fact<GemFactKind>[] {
  const toNine = gemFactKind(file.direction) === 'gem-to-icd-9';
  return [...gemByTarget10(file)].map(([code, entries]) => ({
    code,
    content: {
      lines: entries.map(({ source, target, approximate, combination, scenario, choiceList }) => ({
        other: toNine ? target : source,
        approximate,
        combination,
        scenario,
        choiceList,
      })),
    },
  }));
}
