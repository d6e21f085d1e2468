import { type SectionId, sectionIds } from '@plaincode/content-schemas';
import { sectionTitles } from '../workflow/sections.ts';

export type SectionColumn = `${SectionId}` | `${SectionId}:summary` | `${SectionId}:tier`;
export type ColumnKey =
  | 'codeSet'
  | 'code'
  | 'appliesFrom'
  | 'plainTitle'
  | 'body'
  | 'notice'
  | 'revision'
  | SectionColumn
  /** Told to people; not read back. */
  | 'state'
  | 'changes'
  | 'assignee'
  | 'reviewer'
  | 'due'
  | 'descriptor';

const sectionColumns = sectionIds.flatMap((id): [SectionColumn, string][] => [
  [`${id}:summary`, `${sectionTitles[id]}: open summary`],
  [id, sectionTitles[id]],
  [`${id}:tier`, `${sectionTitles[id]}: who may read it`],
]);

/** What each column is called, in the order of a work list. */
export const columnTitles = new Map<ColumnKey, string>([
  ['codeSet', 'Code set'],
  ['code', 'Code'],
  ['appliesFrom', 'Applies from'],
  ['state', 'State'],
  ['changes', 'Changes'],
  ['assignee', 'Editor'],
  ['reviewer', 'Reviewer'],
  ['due', 'Due'],
  ['descriptor', 'Official descriptor'],
  ['plainTitle', 'Plain title'],
  ['body', 'Explanation'],
  ...sectionColumns,
  ['notice', 'Notice'],
  ['revision', 'Revision'],
]);

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Other words that people use, bare. */
const otherNames: Record<string, ColumnKey> = {
  set: 'codeSet',
  codesystem: 'codeSet',
  codes: 'code',
  procedurecode: 'code',
  diagnosiscode: 'code',
  edition: 'appliesFrom',
  appliesfromedition: 'appliesFrom',
  validfrom: 'appliesFrom',
  title: 'plainTitle',
  plainlanguagetitle: 'plainTitle',
  text: 'body',
  description: 'body',
  commonlanguagedescription: 'body',
  explanationincommonlanguage: 'body',
  copyrightnotice: 'notice',
  rev: 'revision',
};

const byName = new Map<string, ColumnKey>([
  ...Object.entries(otherNames),
  ...[...columnTitles].map(([key, title]): [string, ColumnKey] => [bare(title), key]),
  ...sectionIds.flatMap((id): [string, ColumnKey][] => {
    const title = bare(sectionTitles[id]);
    return [
      [`${title}text`, id],
      [`${title}summary`, `${id}:summary`],
      [`${title}tier`, `${id}:tier`],
      [`${title}access`, `${id}:tier`],
    ];
  }),
]);

/** The column that a heading means, whatever its capitals, blanks and stops; null for one that means none. */
export function columnOf(heading: string): ColumnKey | null {
  return byName.get(bare(heading)) ?? null;
}
