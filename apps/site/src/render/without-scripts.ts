import type { PublicCodePage } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';

/** What a reader whose browser runs no scripts can do with a code page: what opens there, what does not, and where. */
export function wordsWithoutScripts(page: PublicCodePage): string {
  const { descriptors, explanation, sections } = page;
  const locked =
    descriptors.locked || explanation?.locked || sections.some(({ state }) => state === 'locked');
  if (!locked)
    return '<p>JavaScript is off in this browser. All of this page is open to read, and the search works.</p>';
  const open = openParts(page).map(
    ({ id, before, title }) => `${before}<a href="#${id}">${escapeHtml(title)}</a>`,
  );
  const list = open.length > 0 ? ` Open to read: ${open.join(', ')}.` : '';
  return `<p>JavaScript is off in this browser: what is locked cannot be opened in it, with an account or without.${list} The search and all lists work.</p>`;
}

type Part = { id: string; before: string; title: string };

function openParts({ descriptors, explanation, sections }: PublicCodePage): Part[] {
  const parts: Part[] = [];
  if (!descriptors.locked) parts.push({ id: 'descriptor', before: '', title: 'Official Description' });
  if (explanation && (!explanation.locked || explanation.lead))
    parts.push({
      id: 'explanation',
      before: explanation.locked ? 'the beginning of the ' : '',
      title: 'Common Language Description',
    });
  for (const { id, title, state, data } of sections)
    if (state === 'open' || data.length > 0)
      parts.push({ id, before: state === 'locked' ? 'official data under ' : '', title });
  return parts;
}
