import type { DecodedIndicator } from '@plaincode/code-sets';
import type { Inline, SectionData } from '@plaincode/content-schemas';
import { dayInWords } from '../../day-in-words.ts';
import { codeText, type PathOf } from './code-text.ts';
import { listOf, text } from './rich-text.ts';

/** Coverage and payment as the release file states them; references to retired manuals in a part of their own. */
export function coverageData(indicators: readonly DecodedIndicator[], source: string): SectionData[] {
  const about = indicators.filter((indicator) => indicator.about === 'coverage');
  const current = listOf(about.filter(({ historical }) => !historical).map(itemOf), 60);
  const retired = listOf(about.filter(({ historical }) => historical).map(itemOf), 60);
  return [
    current && { title: 'Coverage and payment indicators', historical: false, body: [current], source },
    retired && { title: 'References to retired manuals', historical: true, body: [retired], source },
  ].filter((one) => one !== null);
}

/** The codes to which the release file refers. */
export function crossReferenceData(
  indicators: readonly DecodedIndicator[],
  source: string,
  pathOf: PathOf,
): SectionData[] {
  const items = indicators
    .filter(({ about }) => about === 'crosswalk')
    .map(({ value }): Inline[] => [codeText(value, value, pathOf)]);
  const list = listOf(items, 20);
  return list
    ? [{ title: 'Cross-references of the release file', historical: false, body: [list], source }]
    : [];
}

function itemOf({ name, value, meaning }: DecodedIndicator): Inline[] {
  const raw = /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayInWords(value) : value;
  return [{ text: name, marks: ['strong'] }, text(meaning ? `: ${meaning} (${raw})` : `: ${raw}`)];
}
