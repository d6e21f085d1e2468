import type { LicenceTerms } from '@plaincode/content-schemas';
import { escapeHtml } from './escape-html.ts';

/** The id under which a page's licence terms can be linked to. */
export const termsId = 'licence-terms';

/**
 * Licence terms word for word. They stay hidden until a reader comes who can open what they cover: to all others they are
 * no way in.
 */
export function renderTerms({ hash, text }: LicenceTerms): string {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim())}</p>`)
    .join('');
  return `<div class="terms" id="${termsId}" data-terms="${hash}" role="region" aria-label="Licence terms" tabindex="0" hidden>${paragraphs}</div>`;
}
