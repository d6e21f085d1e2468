import type { RightsHolder, Source } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';
import { renderDay } from './format-date.ts';

/** Where a page's facts come from, a line for each source: file, edition and import date, or who approved the text. */
export function renderSources(sources: readonly Source[], holders: readonly RightsHolder[]): string {
  const nameOf = (id: string) => holders.find((holder) => holder.id === id)?.name;
  const lines = sources.map((source) => renderSource(source, nameOf(source.rightsHolder)));
  return `<ul class="sources">${lines.map((text) => `<li>${text}</li>`).join('')}</ul>`;
}

function renderSource(source: Source, holder: string | undefined): string {
  const edition = source.editionLabel;
  const by = holder ? ` (${escapeHtml(holder)})` : '';
  if (source.kind === 'editorial')
    return `Explanation${by}: approved on ${renderDay(source.approved)} for edition ${escapeHtml(edition)}`;
  const member = source.member ? `, ${escapeHtml(source.member)}` : '';
  return `Official data${by}: from <span class="file">${escapeHtml(source.fileName)}${member}</span>, edition ${escapeHtml(edition)}, imported on ${renderDay(source.imported)}`;
}
