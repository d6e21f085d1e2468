import { decodeIndicators } from '@plaincode/code-sets';
import type {
  AccessTier,
  CodeLink,
  CodePageRecord,
  CodeSet,
  CodeSetEdition,
  CopyrightNotice,
  RightsHolder,
  Section,
  SectionId,
  Source,
} from '@plaincode/content-schemas';
import { sectionIds } from '@plaincode/content-schemas';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import { sectionTitles } from '../workflow/sections.ts';
import type { ApprovedText } from './approved-texts.ts';
import type { CodeEntry } from './code-entry.ts';
import { ExportRefused } from './export-refused.ts';
import { fileSource } from './file-source.ts';
import { noticesFor, type Rights } from './rights.ts';

/** Who may read what, as the code set says. */
export interface Tiers {
  descriptor: AccessTier;
  explanation: AccessTier;
  sections: Record<SectionId, AccessTier>;
}

/** What all pages of one set have in common. */
export interface PageSet {
  codeSet: CodeSet;
  inForce: CodeSetEdition;
  tiers: Tiers;
  rights: Rights;
}

export interface PageOfCode {
  entry: CodeEntry;
  link: CodeLink;
  related: CodePageRecord['related'];
  text: ApprovedText | null;
}

type Texts = Pick<CodePageRecord, 'explanation' | 'sections'>;

/**
 * One code's page record, its keys in the contract's order: equal content gives equal bytes. Throws
 * `ExportRefused` where a text lacks its notice.
 */
export function codePage(set: PageSet, { entry, link, related, text }: PageOfCode): CodePageRecord {
  const { row, source, previous } = entry;
  const sources: Source[] = [fileSource('file', set.codeSet.rightsHolder, source)];
  if (previous) sources.push(fileSource('file-before', set.codeSet.rightsHolder, previous.edition));
  const author = text ? authorOf(set.rights, text) : null;
  if (text && author) sources.push(editorialSource(text, author.rightsHolder));
  const cited = [source, ...(previous ? [previous.edition] : [])];
  return {
    kind: 'code',
    path: link.path,
    codeSet: set.codeSet,
    edition: set.inForce,
    code: row.code,
    displayCode: row.displayCode,
    codeType: row.codeType,
    title: link.title,
    billable: row.billable === null ? null : fact(row.billable),
    status: { ...entry.status, replacements: [] },
    dates: {
      added: optional(row.dates.added),
      effective: optional(row.dates.effective),
      terminated: optional(row.dates.terminated),
    },
    change: entry.change,
    descriptors: descriptorsOf(row, set.tiers.descriptor, previous),
    ...textsOf(text, set.tiers),
    indicators: decodeIndicators(row.indicators).map((indicator) => ({ ...indicator, source: 'file' })),
    related,
    rightsHolders: holdersOf(set, author),
    notices: noticesOf(set, cited, author),
    sources,
  };
}

/** An edition as pages name it, without what the import keeps of it. */
export function pageEdition({ id, codeSet, label, kind, published, effective }: HeldEdition): CodeSetEdition {
  return { id, codeSet, label, kind, published, effective };
}

function descriptorsOf(
  row: CodeRow,
  tier: AccessTier,
  previous: CodeEntry['previous'],
): CodePageRecord['descriptors'] {
  return {
    tier,
    long: fact(row.longDescriptor),
    medium: optional(row.mediumDescriptor),
    short: optional(row.shortDescriptor),
    previous: previous && {
      edition: pageEdition(previous.edition),
      long: { value: previous.row.longDescriptor, source: 'file-before' },
    },
  };
}

function textsOf(text: ApprovedText | null, tiers: Tiers): Texts {
  const explanation = text && {
    tier: tiers.explanation,
    body: text.content.body,
    source: 'editorial',
    notice: text.content.notice,
    inheritedFrom: null,
    reviewed: text.reviewed,
  };
  return { explanation, sections: sectionIds.map((id) => sectionOf(id, text, tiers)) };
}

function sectionOf(id: SectionId, text: ApprovedText | null, tiers: Tiers): Section {
  const title = sectionTitles[id];
  const held = text?.content.sections.find((section) => section.id === id);
  if (!held) return { held: false, id, title };
  const { summary, body } = held;
  return { held: true, id, title, tier: held.tier ?? tiers.sections[id], summary, body, source: 'editorial' };
}

function editorialSource({ edition, hash, approved }: ApprovedText, rightsHolder: string): Source {
  return { kind: 'editorial', id: 'editorial', rightsHolder, edition, revision: hash, approved };
}

/** The notice that stands under a text; whose it is, is whose the text is. */
function authorOf({ notices }: Rights, { codeKey, content }: ApprovedText): CopyrightNotice {
  const notice = notices.find((one) => one.id === content.notice);
  if (notice?.uses.includes('line')) return notice;
  throw new ExportRefused(
    'missing-notice',
    `The text of ${codeKey} names the notice "${content.notice}", which is not among the copyright notices to be printed under a text.`,
  );
}

function holdersOf({ codeSet, rights }: PageSet, author: CopyrightNotice | null): RightsHolder[] {
  const ids = new Set([codeSet.rightsHolder, ...(author ? [author.rightsHolder] : [])]);
  return [...ids].flatMap((id) => rights.holders.get(id) ?? []);
}

function noticesOf(
  { codeSet, rights }: PageSet,
  cited: readonly HeldEdition[],
  author: CopyrightNotice | null,
): CopyrightNotice[] {
  const official = cited.flatMap((edition) =>
    noticesFor(rights, codeSet.rightsHolder, codeSet.id, edition.id),
  );
  return [...new Set(author ? [...official, author] : official)];
}

function fact<T>(value: T): { value: T; source: string } {
  return { value, source: 'file' };
}

function optional(value: string | null): { value: string; source: string } | null {
  return value === null ? null : fact(value);
}
