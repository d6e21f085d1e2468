import type { CodeLink } from '@plaincode/content-schemas';
import { stateWords } from '@plaincode/search';
import { escapeHtml } from './escape-html.ts';

/**
 * Codes in a column: code, title, and a word where a code is not in force. Strings, since a list page holds 200. The one
 * at the path `here` is marked, and leads nowhere.
 */
export function renderCodeLinks(links: readonly CodeLink[], className = 'codes', here?: string): string {
  return `<ul class="${className}">${links.map((link) => renderItem(link, link.path === here)).join('')}</ul>`;
}

function renderItem(link: CodeLink, isHere: boolean): string {
  const word = stateWords(link.state, link.from);
  const state = word && ` <span class="state">${word}</span>`;
  const words =
    `<span class="code">${escapeHtml(link.displayCode)}</span> ` +
    `<span class="code-title">${escapeHtml(link.title)}${state}</span>`;
  if (isHere) return `<li><span class="here" aria-current="page">${words}</span></li>`;
  return `<li><a href="${escapeHtml(link.path)}">${words}</a></li>`;
}
