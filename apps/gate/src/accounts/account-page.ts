import { escapeHtml } from '../http/escape-html.ts';
import type { AccountRefusal } from './account-refusal.ts';

/** A small page of the gate's own, for what no page of a release can hold. `html` is trusted, `title` is not. */
function page(title: string, html: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title></head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${html}
</main>
</body>
</html>
`;
}

/** A page for readers without JavaScript: what to mend, and the way back to the form. */
export function refusalPage(refusal: AccountRefusal, form: { label: string; href: string }): string {
  return page(
    'Please check your entries',
    `<p>${escapeHtml(refusal.message)}</p>
<p><a href="${escapeHtml(form.href)}">${escapeHtml(form.label)}</a></p>`,
  );
}

/** What a mailed link shows: programs that look links over open it, only a person presses the button. */
export function confirmPage(token: string): string {
  return page(
    'Confirm your e-mail address',
    `<form method="post" action="/api/account/verify">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<p><button type="submit">Confirm this address</button></p>
</form>`,
  );
}

export function resetPage(token: string, least: number): string {
  return page(
    'Choose a new password',
    `<form method="post" action="/api/account/reset">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<p><label for="password">New password (at least ${least} characters)</label><br>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="${least}" required></p>
<p>Every device is logged out.</p>
<p><button type="submit">Save the password</button></p>
</form>`,
  );
}

/** The end of registering and of asking for a reset, the same whether the address has an account or not. */
export function checkMailPage(): string {
  return page(
    'Look into your mail',
    `<p>A message is on its way to the address that you gave. Follow its link within an hour. If nothing comes, look
among unwanted mail, or try again.</p>
<p><a href="/">To the home page</a></p>`,
  );
}
