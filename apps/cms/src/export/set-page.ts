import type {
  CodeLink,
  CodeSetPageRecord,
  CopyrightNotice,
  CorrectionsPageRecord,
  HomePageRecord,
  ListPageRecord,
} from '@plaincode/content-schemas';
import type { CorrectionMade } from '../workflow/corrections.ts';
import { changeLists } from './change-lists.ts';
import { besideChapters, chapterLists } from './chapter-lists.ts';
import { type CodeEntry, isInEdition } from './code-entry.ts';
import type { PageSet } from './code-page.ts';
import type { CodeRelations } from './code-relations.ts';
import { fileSource } from './file-source.ts';
import { type ListGroup, listRecords } from './list-records.ts';
import type { OfficialSet } from './official-set.ts';
import { codeSetPath } from './page-path.ts';
import type { PageSystem } from './page-systems.ts';
import { noticesFor } from './rights.ts';

/** What pages of the whole site say of a set. */
export interface SetSummary {
  home: HomePageRecord['codeSets'][number];
  featured: HomePageRecord['featured'];
  corrections: CorrectionsPageRecord['corrections'];
  /** Labels of the set's editions, by their ids. */
  labels: ReadonlyMap<string, string>;
}

const mostWritten = 60;
export const mostFeatured = 12;

/** What a set's page and the home page say of its texts. */
export interface TextStanding {
  /** Codes whose pages have a text. */
  explained: number;
  /** The first of those for which it was written, and of these the first that are in use. */
  written: readonly CodeEntry[];
  featured: readonly CodeEntry[];
}

/** `written` in official order; no more of it is read than is said. */
export function textStanding(explained: number, written: Iterable<CodeEntry>): TextStanding {
  const first: CodeEntry[] = [];
  const featured: CodeEntry[] = [];
  for (const entry of written) {
    if (first.length < mostWritten) first.push(entry);
    if (entry.status.state === 'active' && featured.length < mostFeatured) featured.push(entry);
    if (first.length === mostWritten && featured.length === mostFeatured) break;
  }
  return { explained, written: first, featured };
}

/** The plain title that was written for a code. */
export type TitleOf = (code: string) => string | null;

/** A link among the texts to read names the page as it is headed. */
const asHeaded = (link: CodeLink, title: string | null): CodeLink =>
  title === null ? link : { ...link, title };

/** `corrected`: codes in official order, those with corrections among them. */
export function setSummary({
  set,
  official,
  relations,
  standing,
  titleOf,
  corrected,
  correctionsOf,
}: {
  set: PageSet;
  official: OfficialSet;
  relations: Pick<CodeRelations, 'linkOf'>;
  standing: TextStanding;
  titleOf: TitleOf;
  corrected: readonly string[];
  correctionsOf(code: string): readonly CorrectionMade[];
}): SetSummary {
  const { codeSet } = set;
  return {
    home: {
      path: codeSetPath(codeSet.id),
      codeSet,
      edition: set.inForce,
      codes: official.entries.filter(isInEdition).length,
      explained: standing.explained,
    },
    featured: standing.featured.map(({ code }) => ({
      ...asHeaded(relations.linkOf(code), titleOf(code)),
      codeSetName: codeSet.name,
    })),
    labels: set.labels,
    corrections: corrected.flatMap((code) =>
      correctionsOf(code).map((one) => ({ ...one, code: relations.linkOf(code), codeSetName: codeSet.name })),
    ),
  };
}

/** The lists of a set: what its own page says of them, and every list page in order. */
export interface SetLists extends Record<'groups' | 'changes' | 'chapters', ListGroup[]> {
  pages: ListPageRecord[];
}

export function setLists(set: PageSet, entries: readonly CodeEntry[], relations: CodeRelations): SetLists {
  const { codeSet, inForce } = set;
  const listed = { codeSet, inForce, notices: officialNotices(set), relations };
  const lists = listRecords(listed);
  const changes = changeLists({ ...listed, entries });
  const tabular = set.facts.facts.tabular?.byCode;
  const present = entries.filter(isInEdition);
  const codes = new Set(present.map(({ code }) => code));
  const roots = present.flatMap(({ code, row }) =>
    row.parent !== null && codes.has(row.parent) ? [] : code,
  );
  const chapters = tabular ? chapterLists({ ...listed, codes, roots, tabular }) : { groups: [], pages: [] };
  return {
    groups: besideChapters(lists.groups, chapters.groups),
    changes: changes.groups,
    chapters: chapters.groups,
    pages: [...lists.pages, ...changes.pages, ...chapters.pages],
  };
}

function officialNotices({ rights, codeSet, inForce }: PageSet): CopyrightNotice[] {
  return noticesFor(rights, codeSet.rightsHolder, codeSet, inForce);
}

export type SetCounts = Omit<CodeSetPageRecord['counts'], 'explained'>;

export function setCounts(entries: readonly CodeEntry[]): SetCounts {
  const present = entries.filter(isInEdition);
  const leaving = leavingOf(entries);
  const saysBillable = present.some((entry) => entry.row.billable !== null);
  return {
    codes: present.length,
    billable: saysBillable ? present.filter((entry) => entry.row.billable).length : null,
    inactive: entries.filter(
      (entry) => entry.status.state === 'terminated' || entry.status.state === 'deleted',
    ).length,
    ...(leaving.length > 0 ? { leaving } : {}),
  };
}

function leavingOf(entries: readonly CodeEntry[]): NonNullable<SetCounts['leaving']> {
  const days = new Map<string, number>();
  for (const { status } of entries)
    if (status.state === 'leaving' && status.since) days.set(status.since, (days.get(status.since) ?? 0) + 1);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, codes]) => ({ from, codes }));
}

export function setPage({
  set,
  system,
  official,
  relations,
  lists: { groups, changes, chapters },
  counts: { codes, billable, inactive, leaving },
  standing,
  titleOf,
}: {
  set: PageSet;
  system: PageSystem;
  official: OfficialSet;
  relations: Pick<CodeRelations, 'linkOf'>;
  lists: Omit<SetLists, 'pages'>;
  counts: SetCounts;
  standing: TextStanding;
  titleOf: TitleOf;
}): CodeSetPageRecord {
  return {
    kind: 'code-set',
    path: codeSetPath(set.codeSet.id),
    codeSet: set.codeSet,
    edition: set.inForce,
    description: system.description,
    counts: { codes, billable, explained: standing.explained, inactive, ...(leaving ? { leaving } : {}) },
    groups,
    chapters,
    changes: changes.map((group) => ({ ...group, title: null })),
    explained: standing.written.map(({ code }) => asHeaded(relations.linkOf(code), titleOf(code))),
    sources: [fileSource('file', set.codeSet.rightsHolder, official.inForce)],
    notices: officialNotices(set),
  };
}
