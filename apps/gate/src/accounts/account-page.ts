import { escapeHtml } from '../http/escape-html.ts';
import { ownPage } from '../http/own-page.ts';
import type { AccountRefusal } from './account-refusal.ts';

/** A page for readers without JavaScript: what to mend, and the way back to the form. */
export function refusalPage(refusal: AccountRefusal, form: { label: string; href: string }): string {
  return ownPage(
    'Please check your entries',
    `<p>${escapeHtml(refusal.message)}</p>
<p><a href="${escapeHtml(form.href)}">${escapeHtml(form.label)}</a></p>`,
  );
}

/** Where a mailed link leads that was cut short, or has run out. */
export function lostLinkPage(refusal: AccountRefusal, way: { href: string; words: string }): string {
  return ownPage(
    'Ask for a new link',
    `<p>${escapeHtml(refusal.message)}</p>
<p><a href="${escapeHtml(way.href)}">${escapeHtml(way.words)}</a></p>`,
  );
}

/** What a mailed link shows: programs that look links over open it, only a person presses the button. */
export function confirmPage(token: string): string {
  return ownPage(
    'Confirm your e-mail address',
    `<p>One press, and the address belongs to your account.</p>
<form class="account-form" method="post" action="/api/account/verify">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<button class="button" type="submit">Confirm this address</button>
</form>`,
  );
}

export function resetPage(token: string, least: number): string {
  return ownPage(
    'Choose a new password',
    `<p>Every device is logged out; you log in anew with the new password.</p>
<form class="account-form" method="post" action="/api/account/reset">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<div class="field">
<label for="password">New password</label>
<p class="hint" id="password-hint">At least ${least} characters. A few words in a row are easy to keep in mind.</p>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="${least}" maxlength="128" aria-describedby="password-hint" required aria-invalid="false">
</div>
<button class="button" type="submit">Save the password</button>
</form>`,
  );
}

/**
 * Leads to a page of another site. No redirect does: a form of this site may be sent to this site alone, and browsers
 * hold a redirect after it to the same.
 */
export function goOnPage(address: string): string {
  const href = escapeHtml(address);
  return ownPage(
    'On to the payment service',
    `<p><a href="${href}">Go on to ${escapeHtml(new URL(address).host)}</a></p>`,
    `<meta http-equiv="refresh" content="0; url=${href}">`,
  );
}

/** The end of registering and of asking for a reset, the same whether the address has an account or not. */
export function checkMailPage(): string {
  return ownPage(
    'Look into your mail',
    `<p>A message is on its way to the address that you gave. Follow its link within an hour. If nothing comes, look
among unwanted mail, or try again.</p>
<p><a href="/">To the home page</a></p>`,
  );
}
