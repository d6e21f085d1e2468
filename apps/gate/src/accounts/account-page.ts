import { escapeHtml } from '../http/escape-html.ts';
import type { AccountRefusal } from './account-refusal.ts';

/** A page for readers without JavaScript: what to mend, and the way back to the form. */
export function refusalPage(refusal: AccountRefusal, form: { label: string; href: string }): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Please check your entries</title></head>
<body>
<main>
<h1>Please check your entries</h1>
<p>${escapeHtml(refusal.message)}</p>
<p><a href="${escapeHtml(form.href)}">${escapeHtml(form.label)}</a></p>
</main>
</body>
</html>
`;
}
