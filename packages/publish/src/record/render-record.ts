import {
  type CodePageRecord,
  checkRights,
  type PageRecord,
  type PublicPage,
  pageRecord,
  type ReleaseEnvelope,
  type SealedEnvelope,
  type SealedTier,
  type SiteSettings,
} from '@plaincode/content-schemas';
import { createBlind, createMark, createSeal, type Envelope, type SealingKeys } from '@plaincode/sealing';
import { findLeaks } from './find-leaks.ts';
import { listedSince } from './listed-since.ts';
import { partsOf } from './page-parts.ts';
import { searchEntryOf } from './search-entry.ts';
import { licenceTermsOf, type PartName, type SealedTogether, splitCodePage } from './split-code-page.ts';

/** What the site gives: its templates, and the HTML of one sealed place. */
export type Templates = {
  /** The whole page, UTF-8. */
  renderPage: (page: PublicPage, site: SiteSettings) => Promise<Uint8Array>;
  renderPart: (part: PartName, record: CodePageRecord) => string;
  /** An envelope of a page that they rendered before, the one under licence terms or the other; null where there is none. */
  readEnvelope: (html: string, tier: SealedTier, underTerms: boolean) => Envelope<SealedTier> | null;
};

type EnvelopeName = SealedTier | `${SealedTier} under terms`;

/** For each envelope the mark of its text: see `createMark`. */
export type Marks = { readonly [envelope in EnvelopeName]?: string };

/**
 * A page as it was published before, for the envelopes whose texts are the same now. `same`: it was made from the same
 * record, byte for byte, by the same code as this, and with the same keys; only the templates or the settings differ.
 */
export type EarlierPage = { marks: Marks; html: string; same: boolean };

/** What follows from a record and the keys alone, whatever the templates. */
export type PageFacts = {
  envelopes: ReleaseEnvelope[];
  marks: Marks;
  /** For the sitemap: see `listedSince`. */
  listed: string | null;
  /** What lookup knows of it, as JSON; empty for a page that is no code's. */
  search: string;
  /** What it shows: see `partsOf`. */
  parts: string;
};

/** A page of a release before it is written. `facts`: null where they are those of the earlier page. */
export type RenderedPage = { path: string; html: Uint8Array; facts: PageFacts | null };

/** Why a page cannot be published. `path` is null where the record did not even name it. */
export type PageFault = { path: string | null; reasons: string[] };

export type RecordRenderer = (
  record: unknown,
  earlier?: EarlierPage | null,
) => Promise<RenderedPage | PageFault>;

/**
 * Makes pages from the records of an export: checks shape and rights, seals what is not open, and renders
 * the rest. The templates never see a sealed text. Answers with a `PageFault` for a record that cannot be a page.
 */
export function createRecordRenderer(
  templates: Templates,
  site: SiteSettings,
  keys: SealingKeys,
): RecordRenderer {
  const prepare = createPagePreparer(templates, keys);
  const prepareAgain = createAgainPreparer(templates, keys);
  return async (raw, earlier = null) => {
    const again = earlier?.same ? prepareAgain(raw as CodePageRecord, earlier.html) : null;
    if (again) return await renderAgain(templates, again, site);
    const parsed = pageRecord.safeParse(raw);
    if (!parsed.success) return { path: pathOf(raw), reasons: parsed.error.issues.map(inWords) };
    // What was given, not the reader's copy of it, whose members stand in another order: a page comes out the same whether its
    // record was read now or is known from before.
    const record = raw as PageRecord;
    const { path } = record;
    try {
      const prepared = prepare(record, earlier);
      if ('reasons' in prepared) return prepared;
      const { page, marks } = prepared;
      const html = await templates.renderPage(page, site);
      const facts = {
        envelopes: referencesOf(page),
        marks,
        listed: listedSince(page),
        search: searchOf(page),
        parts: partsOf(record),
      };
      return { path, html, facts };
    } catch (error) {
      return { path, reasons: [inTemplates(error)] };
    }
  };
}

async function renderAgain(
  { renderPage }: Templates,
  page: PublicPage,
  site: SiteSettings,
): Promise<RenderedPage | PageFault> {
  const { path } = page;
  try {
    return { path, html: await renderPage(page, site), facts: null };
  } catch (error) {
    return { path, reasons: [inTemplates(error)] };
  }
}

const inTemplates = (error: unknown) => (error instanceof Error ? error.message : 'the templates failed');

/** A page that templates may see, and what its envelopes hold. */
export type PreparedPage = { page: PublicPage; marks: Marks };

/**
 * Turns a record into the page that templates may see, its envelopes sealed; a `PageFault` where rights are missing. A text
 * that the earlier page has sealed is not sealed again.
 */
export function createPagePreparer(
  { renderPart, readEnvelope }: Pick<Templates, 'renderPart' | 'readEnvelope'>,
  keys: SealingKeys,
): (record: PageRecord, earlier?: EarlierPage | null) => PreparedPage | PageFault {
  const seal = createSeal(keys);
  const blind = createBlind(keys);
  const markOf = createMark(keys);
  const sealedBefore = (together: SealedTogether, mark: string, earlier: EarlierPage | null) => {
    const { tier, terms } = together;
    const held =
      earlier?.marks[nameOf(together)] === mark ? readEnvelope(earlier.html, tier, terms !== null) : null;
    return held?.keyId === keys.rootKeys.current ? held : null;
  };
  return (record, earlier = null) => {
    if (record.kind !== 'code') return { page: record, marks: {} };
    const { page, sealed } = splitCodePage(record, blind);
    const reasons = [...checkRights(record), ...openDespiteTerms(record), ...findLeaks(record, page)];
    if (reasons.length > 0) return { path: record.path, reasons };
    const marks: Partial<Record<EnvelopeName, string>> = {};
    const envelopes = sealed.map((together) => {
      const { tier, parts } = together;
      const content = { parts: Object.fromEntries(parts.map((part) => [part, renderPart(part, record)])) };
      const text = { page: record.path, tier, text: JSON.stringify(content) };
      const mark = markOf(text);
      marks[nameOf(together)] = mark;
      return withTerms(sealedBefore(together, mark, earlier) ?? seal(text), together);
    });
    return { page: { ...page, envelopes }, marks };
  };
}

/**
 * The page of a record that was prepared before by this code with these keys: it was judged then, and its envelopes are those
 * of the earlier page. Null where one of them is not found.
 */
function createAgainPreparer(
  { readEnvelope }: Pick<Templates, 'readEnvelope'>,
  keys: SealingKeys,
): (record: CodePageRecord, html: string) => PublicPage | null {
  const blind = createBlind(keys);
  return (record, html) => {
    const { page, sealed } = splitCodePage(record, blind);
    const envelopes: SealedEnvelope[] = [];
    for (const together of sealed) {
      const held = readEnvelope(html, together.tier, together.terms !== null);
      if (held?.keyId !== keys.rootKeys.current) return null;
      envelopes.push(withTerms(held, together));
    }
    return { ...page, envelopes };
  };
}

const nameOf = ({ tier, terms }: SealedTogether): EnvelopeName => (terms ? `${tier} under terms` : tier);

const withTerms = (envelope: Envelope<SealedTier>, { terms }: SealedTogether): SealedEnvelope =>
  terms ? { ...envelope, terms } : envelope;

const inWords = (issue: { path: PropertyKey[]; message: string }) =>
  `${issue.path.join('.')}: ${issue.message}`;

/** The references of a page's envelopes. */
function referencesOf(page: PublicPage): ReleaseEnvelope[] {
  if (page.kind !== 'code') return [];
  return page.envelopes.map(({ tier, revision, terms }) =>
    terms ? { tier, revision, terms } : { tier, revision },
  );
}

/** Nobody can be asked before a text that stands in the open. */
function openDespiteTerms(record: CodePageRecord): string[] {
  const terms = record.descriptors.tier === 'open' ? licenceTermsOf(record) : null;
  return terms
    ? [
        `the notice "${terms.notice}" is to be accepted before the descriptor, which stands in the open: give the code set another descriptor tier, or the notice other uses`,
      ]
    : [];
}

function searchOf(page: PublicPage): string {
  return page.kind === 'code' ? JSON.stringify(searchEntryOf(page)) : '';
}

function pathOf(raw: unknown): string | null {
  const named = typeof raw === 'object' && raw !== null && 'path' in raw;
  return named && typeof raw.path === 'string' ? raw.path.slice(0, 200) : null;
}
