import { type DecodedIndicator, decodeIndicators, diffWords } from '@plaincode/code-sets';
import type {
  AccessTier,
  CodeLink,
  CodePageRecord,
  CodeSet,
  CodeSetEdition,
  CopyrightNotice,
  Correction,
  Indicator,
  RightsHolder,
  Section,
  SectionData,
  SectionId,
  Source,
} from '@plaincode/content-schemas';
import { sectionIds } from '@plaincode/content-schemas';
import type { HeldEdition } from '../imports/held-editions.ts';
import { sectionTitles } from '../workflow/sections.ts';
import type { ApprovedText } from './approved-texts.ts';
import { chaptersOfCode } from './chapters-of-code.ts';
import { type CodeEntry, isInEdition } from './code-entry.ts';
import { ExportRefused } from './export-refused.ts';
import { fileSource } from './file-source.ts';
import { noticesFor, type Rights } from './rights.ts';
import { citedFacts, type SetFacts, sectionData } from './section-data/index.ts';

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
  facts: SetFacts;
  /** The labels of the set's editions, by their ids. */
  labels: ReadonlyMap<string, string>;
}

export interface PageOfCode {
  entry: CodeEntry;
  link: CodeLink;
  related: CodePageRecord['related'];
  text: ApprovedText | null;
  /** The code for whose family the text was written; null where it is the code's own. */
  inheritedFrom: CodeLink | null;
  /** The newest first. */
  corrections: readonly Correction[];
  /** Confirmed ones. */
  replacements: CodeLink[];
  /** The descriptor of an inpatient procedure's table; null elsewhere. */
  table: string | null;
}

type DataOfSections = Partial<Record<SectionId, SectionData[]>>;
type Texts = Pick<CodePageRecord, 'explanation' | 'sections'>;

/**
 * One code's page record, its keys in the contract's order: equal content gives equal bytes. Throws
 * `ExportRefused` where a text lacks its notice.
 */
export function codePage(set: PageSet, page: PageOfCode): CodePageRecord {
  const { entry, link, related, text, inheritedFrom, corrections, replacements, table } = page;
  const { row, source, wordings } = entry;
  const sources: Source[] = [fileSource('file', set.codeSet.rightsHolder, source, row.import)];
  const earlier = wordings.slice(1);
  for (const [at, wording] of earlier.entries())
    sources.push(fileSource(earlierFile(at), set.codeSet.rightsHolder, wording.edition, wording.row.import));
  const author = text ? authorOf(set.rights, text) : null;
  if (text && author) sources.push(editorialSource(text, author.rightsHolder, set.labels));
  const indicators = decodeIndicators(row.indicators);
  const { code, codeType } = row;
  const data = sectionData(set.facts, { code, codeType, indicators, table, file: 'file' });
  const descriptors = descriptorsOf(entry, set);
  const cites = [descriptors.consumer, ...descriptors.clinician].flatMap((one) => one?.source ?? []);
  const facts = citedFacts(set.facts, data, cites);
  sources.push(...facts);
  const chapters = isInEdition(entry) ? chaptersOfCode(set.codeSet.id, code, set.facts) : [];
  const cited = [source, ...earlier.map(({ edition }) => edition)];
  return {
    kind: 'code',
    path: link.path,
    codeSet: set.codeSet,
    edition: set.inForce,
    code: row.code,
    displayCode: row.displayCode,
    codeType: row.codeType,
    title:
      (inheritedFrom ? null : text?.content.plainTitle) ??
      (set.codeSet.licensed ? link.title : row.longDescriptor),
    billable: row.billable === null ? null : fact(row.billable),
    status: { ...entry.status, replacements },
    dates: {
      added: optional(row.dates.added),
      effective: optional(row.dates.effective),
      terminated: optional(row.dates.terminated),
    },
    change: entry.change,
    ...(entry.ahead ? { ahead: entry.ahead } : {}),
    ...(entry.wordedFrom ? { wordedFrom: entry.wordedFrom } : {}),
    history: entry.history.map((one) => ({ ...one, edition: pageEdition(one.edition) })),
    descriptors,
    ...textsOf(text, inheritedFrom, set.tiers, data),
    ...(text && corrections.length > 0 ? { corrections: [...corrections] } : {}),
    indicators: indicators.filter(({ about }) => about === 'code').map(indicatorOf),
    related: chapters.length > 0 ? { chapters, ...related } : related,
    rightsHolders: holdersOf(set, author, facts),
    notices: noticesOf(set, cited, author, facts),
    sources,
  };
}

/** An edition as pages name it, without what the import keeps of it. */
export function pageEdition({ id, codeSet, label, kind, published, effective }: HeldEdition): CodeSetEdition {
  return { id, codeSet, label, kind, published, effective };
}

function descriptorsOf(
  { row, wordings }: CodeEntry,
  { tiers, facts: { facts } }: PageSet,
): CodePageRecord['descriptors'] {
  const consumer = facts['consumer-descriptors']?.byCode.get(row.code);
  const clinician = facts['clinician-descriptors']?.byCode.get(row.code);
  return {
    tier: tiers.descriptor,
    long: fact(row.longDescriptor),
    medium: optional(row.mediumDescriptor),
    short: optional(row.shortDescriptor),
    consumer: consumer ? { value: consumer.text, source: 'consumer-descriptors' } : null,
    clinician: (clinician?.texts ?? []).map((value) => ({ value, source: 'clinician-descriptors' })),
    wordings: (wordings.length > 1 ? wordings : []).map(({ row: { longDescriptor }, edition }, at) => {
      const before = wordings[at + 1]?.row.longDescriptor;
      return {
        edition: pageEdition(edition),
        long: { value: longDescriptor, source: at === 0 ? 'file' : earlierFile(at - 1) },
        changed: before === undefined ? null : diffWords(before, longDescriptor),
      };
    }),
  };
}

/** The id of the source of an earlier wording, the newest of them first. */
const earlierFile = (at: number): string => (at === 0 ? 'file-before' : `file-before-${at + 1}`);

const indicatorOf = ({ name, value, meaning, historical }: DecodedIndicator): Indicator => ({
  name,
  value,
  meaning,
  historical,
  source: 'file',
});

function textsOf(
  text: ApprovedText | null,
  inheritedFrom: CodeLink | null,
  tiers: Tiers,
  data: DataOfSections,
): Texts {
  const explanation = text && {
    tier: tiers.explanation,
    body: text.content.body,
    source: 'editorial',
    notice: text.content.notice,
    inheritedFrom,
    reviewed: text.reviewed,
    reviewer: text.reviewer,
  };
  return { explanation, sections: sectionIds.map((id) => sectionOf(id, text, tiers, data[id] ?? [])) };
}

function sectionOf(id: SectionId, text: ApprovedText | null, tiers: Tiers, data: SectionData[]): Section {
  const title = sectionTitles[id];
  const held = text?.content.sections.find((section) => section.id === id);
  if (!held) return { held: false, id, title, data };
  const { summary, body } = held;
  const tier = held.tier ?? tiers.sections[id];
  return { held: true, id, title, tier, summary, body, source: 'editorial', data };
}

function editorialSource(
  { edition, hash, approved }: ApprovedText,
  rightsHolder: string,
  labels: ReadonlyMap<string, string>,
): Source {
  const editionLabel = labels.get(edition) ?? edition;
  return {
    kind: 'editorial',
    id: 'editorial',
    rightsHolder,
    edition,
    editionLabel,
    revision: hash,
    approved,
  };
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

function holdersOf(
  { codeSet, rights }: PageSet,
  author: CopyrightNotice | null,
  facts: readonly Source[],
): RightsHolder[] {
  const ids = new Set([
    codeSet.rightsHolder,
    ...(author ? [author.rightsHolder] : []),
    ...facts.map(({ rightsHolder }) => rightsHolder),
  ]);
  return [...ids].flatMap((id) => rights.holders.get(id) ?? []);
}

function noticesOf(
  { codeSet, rights }: PageSet,
  cited: readonly HeldEdition[],
  author: CopyrightNotice | null,
  facts: readonly Source[],
): CopyrightNotice[] {
  const official = cited.flatMap((edition) => noticesFor(rights, codeSet.rightsHolder, codeSet, edition));
  const others = facts.filter(({ rightsHolder }) => rightsHolder !== codeSet.rightsHolder);
  for (const { rightsHolder, edition: id, editionLabel: label } of others)
    official.push(...noticesFor(rights, rightsHolder, codeSet, { id, label }));
  return [...new Set(author ? [...official, author] : official)];
}

function fact<T>(value: T): { value: T; source: string } {
  return { value, source: 'file' };
}

function optional(value: string | null): { value: string; source: string } | null {
  return value === null ? null : fact(value);
}
