import { escapeHtml } from '../http/escape-html.ts';
import { ownPage } from '../http/own-page.ts';
import type { ReportRefusal } from './report-form.ts';

/** What a reader is told, whether the report was kept or not: senders of rubbish learn nothing. */
export const thanks = 'Thank you. An editor will look at what you reported.';

/** For readers without JavaScript: thanks, and the way back. */
export function thanksPage(back: string): string {
  return page('Thank you', thanks, { href: back, label: 'Back to the page' });
}

/** For readers without JavaScript: what to mend. The browser's own way back keeps what was typed. */
export function refusedPage({ message }: ReportRefusal, back: string | null): string {
  const words = `${message} Go back with your browser: what you wrote is still there.`;
  return page('Please check your report', words, {
    href: back ?? '/',
    label: 'Back to the page, without it',
  });
}

function page(title: string, words: string, link: { href: string; label: string }): string {
  return ownPage(
    title,
    `<p>${escapeHtml(words)}</p>
<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>`,
  );
}
