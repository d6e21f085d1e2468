import type {
  CodePageRecord,
  Descriptors,
  Explanation,
  SectionData,
  SectionId,
  Source,
} from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';
import { type PageRights, renderSectionNotice } from './notices.ts';
import { renderRichText } from './rich-text.ts';
import { renderWordings } from './wordings.ts';

/** The places of a code page that can be sealed. */
export type PartName = 'descriptor' | 'explanation' | SectionId;

type PartRecord = Pick<CodePageRecord, 'descriptors' | 'explanation' | 'sections' | 'notices' | 'sources'>;

/**
 * The HTML that takes a lock's place once its envelope is open. Its heading, and the notices of descriptor
 * and explanation, stand outside it in the open; a section whose text has another rights holder brings its
 * notice along. Throws for a part that the record does not hold: sealing nothing would be a fault.
 */
export function renderPart(part: PartName, record: PartRecord): string {
  if (part === 'descriptor') return renderDescriptors(record.descriptors);
  if (part === 'explanation') {
    if (!record.explanation) throw new Error('this record holds no explanation');
    return renderExplanation(record.explanation);
  }
  const section = record.sections.find((candidate) => candidate.id === part);
  if (!section?.held) throw new Error(`this record holds no text for the section "${part}"`);
  return renderSection(section, record);
}

/** The official texts, and how the long one was worded through the editions held. */
export function renderDescriptors(d: Omit<Descriptors, 'tier'>): string {
  const forms = [
    ['Medium', d.medium?.value],
    ['Short', d.short?.value],
    ['For patients', d.consumer?.value],
    ...d.clinician.map(({ value }) => ['For clinicians', value]),
  ].filter(([, text]) => text && text !== d.long.value);
  const list = forms
    .map(([name, text]) => `<div><dt>${name}</dt><dd>${escapeHtml(text ?? '')}</dd></div>`)
    .join('');
  return [
    `<p class="descriptor">${escapeHtml(d.long.value)}</p>`,
    list && `<dl class="descriptor-forms">${list}</dl>`,
    d.wordings.length > 0 && renderWordings(d.wordings),
  ]
    .filter(Boolean)
    .join('');
}

/** The whole explanation. */
export function renderExplanation(explanation: Pick<Explanation, 'body'>): string {
  return `<div class="prose">${renderRichText(explanation.body)}</div>`;
}

/**
 * What official sources say in a section, each under its own heading with its source; in the open, outside any
 * lock.
 */
export function renderSectionData(data: readonly SectionData[], sources: readonly Source[]): string {
  return data.map((one) => renderData(one, sources)).join('');
}

function renderData({ title, historical, body, source }: SectionData, sources: readonly Source[]): string {
  const state = historical ? ' <span class="state">historical</span>' : '';
  const from = sources.find(({ id }) => id === source);
  const file = from?.kind === 'release-file' ? (from.member ?? from.fileName) : null;
  const origin =
    from && file
      ? `<p class="data-source">From <span class="file">${escapeHtml(file)}</span>, edition ${escapeHtml(from.editionLabel)}</p>`
      : '';
  return `<div class="data"><h3>${escapeHtml(title)}${state}</h3><div class="prose">${renderRichText(body)}</div>${origin}</div>`;
}

/** A section's text, with its notice where that is not the explanation's. */
export function renderSection(
  section: { body: Explanation['body']; source: string },
  rights: PageRights,
): string {
  return `<div class="prose">${renderRichText(section.body)}</div>${renderSectionNotice(rights, section.source)}`;
}
