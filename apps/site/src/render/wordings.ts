import type { Wording, WordPiece } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';
import { renderDay } from './format-date.ts';

/** Every wording, the newest first, each with what its edition changed against the one before. */
export function renderWordings(wordings: readonly Wording[]): string {
  const items = wordings.map(({ edition, long, changed }) => {
    const words = changed ? changed.map(renderPiece).join('') : escapeHtml(long.value);
    return `<li data-from="${edition.effective}"><p class="label">${escapeHtml(edition.label)}, from ${renderDay(edition.effective)}</p><p class="wording">${words}</p></li>`;
  });
  return `<h3 class="wordings-head">How this description was worded</h3><ol class="wordings">${items.join('')}</ol>`;
}

/** A screen reader says what is struck out and what is new: it does not see it. */
function renderPiece({ kind, text }: WordPiece): string {
  const words = escapeHtml(text);
  if (kind === 'same') return words;
  const [element, spoken] = kind === 'added' ? ['ins', 'added: '] : ['del', 'removed: '];
  return `<${element}><span class="spoken">${spoken}</span>${words}</${element}>`;
}
