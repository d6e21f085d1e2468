import type { CopyrightNotice, Source } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';

/** What a page says about rights: on the full record and on its public form alike. */
export interface PageRights {
  notices: readonly CopyrightNotice[];
  sources: readonly Source[];
  explanation: { notice: string } | null;
}

/** The notice that a rights holder wants under its text; undefined where the page holds none. */
export function lineNotice(
  rights: Pick<PageRights, 'notices'>,
  rightsHolder: string,
): CopyrightNotice | undefined {
  return rights.notices.find(
    (notice) => notice.rightsHolder === rightsHolder && notice.uses.includes('line'),
  );
}

/** The notice that covers a source's text. */
export function noticeOfSource(rights: PageRights, sourceId: string): CopyrightNotice | undefined {
  const source = rights.sources.find((candidate) => candidate.id === sourceId);
  return source && lineNotice(rights, source.rightsHolder);
}

/** A notice word for word, as one line under the text it covers. */
export function renderNotice(notice: CopyrightNotice | undefined): string {
  return notice ? `<p class="notice">${escapeHtml(notice.text)}</p>` : '';
}

/**
 * The notice of a section. A section whose notice already stands under the page's explanation does not
 * repeat it; any other prints its own, since its text may be another's.
 */
export function renderSectionNotice(rights: PageRights, sourceId: string): string {
  const notice = noticeOfSource(rights, sourceId);
  return notice && notice.id !== rights.explanation?.notice ? renderNotice(notice) : '';
}
