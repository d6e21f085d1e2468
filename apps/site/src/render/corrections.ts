import type { Correction, CorrectionsPageRecord } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';
import { renderDay } from './format-date.ts';

/** What was corrected in the text of one page, the newest first; empty where nothing was. */
export function renderPageCorrections(corrections: readonly Correction[] = []): string {
  return corrections
    .map(
      ({ date, words }) => `<p class="corrected">Corrected on ${renderDay(date)}: ${escapeHtml(words)}</p>`,
    )
    .join('');
}

/** All corrections, each with its code. Strings, since the list grows for ever. */
export function renderCorrections(corrections: CorrectionsPageRecord['corrections']): string {
  return `<ol class="corrections">${corrections.map(renderItem).join('')}</ol>`;
}

function renderItem({
  date,
  words,
  code,
  codeSetName,
}: CorrectionsPageRecord['corrections'][number]): string {
  return (
    `<li><p class="label">${renderDay(date)} · ${escapeHtml(codeSetName)}</p>` +
    `<p><a href="${escapeHtml(code.path)}"><span class="code">${escapeHtml(code.displayCode)}</span> ` +
    `${escapeHtml(code.title)}</a></p><p>${escapeHtml(words)}</p></li>`
  );
}
