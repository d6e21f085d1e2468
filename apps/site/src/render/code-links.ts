import type { CodeLink } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';

const stateWords: Record<CodeLink['state'], string> = {
  active: '',
  upcoming: 'Upcoming',
  terminated: 'Terminated',
  deleted: 'Deleted',
};

/** Codes in a column: code, title, and a word where a code is not in force. Strings, since a list page holds 200. */
export function renderCodeLinks(links: readonly CodeLink[], className = 'codes'): string {
  return `<ul class="${className}">${links.map(renderItem).join('')}</ul>`;
}

function renderItem(link: CodeLink): string {
  const word = stateWords[link.state];
  const state = word && ` <span class="state">${word}</span>`;
  return (
    `<li><a href="${escapeHtml(link.path)}"><span class="code">${escapeHtml(link.displayCode)}</span> ` +
    `<span class="code-title">${escapeHtml(link.title)}${state}</span></a></li>`
  );
}
