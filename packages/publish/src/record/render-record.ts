import {
  type CodePageRecord,
  checkRights,
  type EnvelopeReference,
  type PageRecord,
  type PublicPage,
  pageRecord,
  type SiteSettings,
} from '@plaincode/content-schemas';
import { createBlind, createSeal, type SealingKeys } from '@plaincode/sealing';
import { findLeaks } from './find-leaks.ts';
import { listedSince } from './listed-since.ts';
import { searchEntryOf } from './search-entry.ts';
import { type PartName, splitCodePage } from './split-code-page.ts';

/** What the site gives: its templates, and the HTML of one sealed place. */
export type Templates = {
  /** The whole page, UTF-8. */
  renderPage: (page: PublicPage, site: SiteSettings) => Promise<Uint8Array>;
  renderPart: (part: PartName, record: CodePageRecord) => string;
};

/** A page of a release before it is written. */
export type RenderedPage = {
  path: string;
  html: Uint8Array;
  envelopes: EnvelopeReference[];
  /** For the sitemap: see `listedSince`. */
  listed: string | null;
  /** What lookup knows of it, as JSON; empty for a page that is no code's. */
  search: string;
};

/** Why a page cannot be published. `path` is null where the record did not even name it. */
export type PageFault = { path: string | null; reasons: string[] };

export type RecordRenderer = (record: unknown) => Promise<RenderedPage | PageFault>;

/**
 * Makes pages from the records of an export: checks shape and rights, seals what is not open, and renders
 * the rest. The templates never see a sealed text. Answers with a `PageFault` for a record that cannot be a page.
 */
export function createRecordRenderer(
  templates: Templates,
  site: SiteSettings,
  keys: SealingKeys,
): RecordRenderer {
  const prepare = createPagePreparer(templates.renderPart, keys);
  return async (raw) => {
    const parsed = pageRecord.safeParse(raw);
    if (!parsed.success) return { path: pathOf(raw), reasons: parsed.error.issues.map(inWords) };
    const { path } = parsed.data;
    try {
      const page = prepare(parsed.data);
      if ('reasons' in page) return page;
      const html = await templates.renderPage(page, site);
      const envelopes = referencesOf(page);
      return { path, html, envelopes, listed: listedSince(page), search: searchOf(page) };
    } catch (error) {
      return { path, reasons: [error instanceof Error ? error.message : 'the templates failed'] };
    }
  };
}

/** Turns a record into the page that templates may see, its envelopes sealed; a `PageFault` where rights are missing. */
export function createPagePreparer(
  renderPart: Templates['renderPart'],
  keys: SealingKeys,
): (record: PageRecord) => PublicPage | PageFault {
  const seal = createSeal(keys);
  const blind = createBlind(keys);
  return (record) => {
    if (record.kind !== 'code') return record;
    const { page, sealed } = splitCodePage(record, blind);
    const reasons = [...checkRights(record), ...findLeaks(record, page)];
    if (reasons.length > 0) return { path: record.path, reasons };
    const envelopes = [...sealed].map(([tier, parts]) => {
      const content = { parts: Object.fromEntries(parts.map((part) => [part, renderPart(part, record)])) };
      return seal({ page: record.path, tier, text: JSON.stringify(content) });
    });
    return { ...page, envelopes };
  };
}

const inWords = (issue: { path: PropertyKey[]; message: string }) =>
  `${issue.path.join('.')}: ${issue.message}`;

function referencesOf(page: PublicPage): EnvelopeReference[] {
  return page.kind === 'code' ? page.envelopes.map(({ tier, revision }) => ({ tier, revision })) : [];
}

function searchOf(page: PublicPage): string {
  return page.kind === 'code' ? JSON.stringify(searchEntryOf(page)) : '';
}

function pathOf(raw: unknown): string | null {
  const named = typeof raw === 'object' && raw !== null && 'path' in raw;
  return named && typeof raw.path === 'string' ? raw.path.slice(0, 200) : null;
}
