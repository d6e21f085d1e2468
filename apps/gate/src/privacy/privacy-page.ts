import { reportedEmailDays } from '@plaincode/content-schemas';
import { attemptsKept } from '../accounts/attempts.ts';
import { knownBrowserCookie, knownBrowserLifetime, mostKnownAccounts } from '../accounts/known-browsers.ts';
import { linkLifetime, sessionCookie, sessionLifetime } from '../accounts/reader-auth-options.ts';
import { guestCookie, guestCookieLifetime } from '../guests/guest-cookie.ts';
import { escapeHtml } from '../http/escape-html.ts';
import { ownPage } from '../http/own-page.ts';
import { newGuestsKept } from '../metering/open-page.ts';
import { lengthInWords } from './in-words.ts';

/** What of the gate's settings readers are told. */
export interface PrivacySettings {
  origin: string;
  /** An e-mail address or the address of a page; null: nobody is named. */
  contact: string | null;
  /** Whether mails to readers leave the machine. */
  sendsMails: boolean;
  /** Whether subscriptions are sold here. */
  sells: boolean;
}

/**
 * What this gate keeps of its readers, for how long, and how they take it along or have it deleted. The lengths of time are
 * those that the gate goes by.
 */
export function privacyPage(settings: PrivacySettings): string {
  return ownPage(
    'Privacy',
    [
      `<p>What this site keeps of its readers, for how long, and how to have it deleted. ${contactWords(settings.contact)}</p>`,
      part('Reading without an account', reading()),
      part('With an account', account(settings)),
      part('Cookies', cookies(settings.origin)),
      part('Reports of errors', reports),
      part('Take it along, or delete it', rights),
    ].join('\n'),
  );
}

function part(title: string, items: readonly string[]): string {
  return `<h2>${title}</h2>\n${items.map((item) => `<p>${item}</p>`).join('\n')}`;
}

function contactWords(contact: string | null): string {
  if (contact === null) return 'The publisher, named at the foot of this page, answers for it.';
  const href = escapeHtml(contact.includes('://') ? contact : `mailto:${contact}`);
  return `The publisher, named at the foot of this page, answers for it: <a href="${href}">${escapeHtml(contact)}</a>.`;
}

const reading = () => [
  'Pages, lists and the search set no cookie. What you search for is not recorded.',
  'The first locked text that you open gives your browser a random number, in a cookie. Under it stand the pages that were opened and when, of the running month and the one before: older ones are deleted. The licence terms that were accepted stay with it. It names nobody; without the cookie it leads to nobody.',
  `Your network address is not stored. What is counted by address (new guests, attempts, reports) is counted under a pseudonym that changes every day or sooner, for ${lengthInWords(Math.max(newGuestsKept, attemptsKept) / 1000)} at most. Servers in front of this site may keep logs of their own.`,
];

const account = ({ sendsMails, sells }: PrivacySettings) => [
  'Your e-mail address, whether it was confirmed, and your name where you gave one: until you delete the account. Of your password a hash alone.',
  `Of each log-in when it began and how the browser names itself. It holds for ${lengthInWords(sessionLifetime)}, or until you log it out, change your password or delete the account.`,
  'The pages that you opened, and when: until you clear the list or delete the account. Pages of the running month stay counted, out of sight.',
  'The licence terms that you accepted, and when: until you delete the account.',
  'When an account is deleted or leaves its address, the pages opened in that month wait under a pseudonym of the address, so that it gets no fresh views. They are deleted with the first account that comes or goes once the month is over.',
  `Attempts to log in and mails that were asked for are counted under pseudonyms, for ${lengthInWords(attemptsKept / 1000)} at most.`,
  sendsMails
    ? `Mails go to your address about your account alone. Their links hold for ${lengthInWords(linkLifetime)}.`
    : `No mail server is set up here: what would be mailed to you is a file on the publisher’s machine until it is deleted by hand. Links in it hold for ${lengthInWords(linkLifetime)}.`,
  ...(sells
    ? [
        'Subscriptions are sold by Stripe, which has your address and your payment. Kept here are Stripe’s numbers for you and the subscription, its state and its dates: until you delete the account.',
      ]
    : []),
];

const cookies = (origin: string) => [
  `<strong>${guestCookie(origin)}</strong>: the random number of a guest, set when a first text is opened. ${lengthInWords(guestCookieLifetime)}.`,
  `<strong>${sessionCookie(origin)}</strong>: keeps you logged in. ${lengthInWords(sessionLifetime)}.`,
  `<strong>${knownBrowserCookie(origin)}</strong>: tells a browser that was logged in from a stranger who tries your address. Marks for ${mostKnownAccounts} accounts at most, which name nobody. ${lengthInWords(knownBrowserLifetime)}.`,
  'The browser’s own storage has two marks of this site: that somebody is logged in, and how often a page was opened. They are sent nowhere.',
  'There are no cookies of others, no advertising and no measuring of visits. Every script, font and picture comes from this site.',
];

const reports = [
  'What you wrote, on which page, and your e-mail address where you gave one. It waits here until the editors’ desk has taken it.',
  `The desk keeps the report, and erases the e-mail address ${lengthInWords(reportedEmailDays * 86_400)} after the report is settled.`,
];

const rights = [
  'On <a href="/account/">your account</a>, under “Your data”: all that is kept of the account, as a file, and the button that deletes it. Both work at once.',
  'What stands under a guest’s number leads to nobody once this site’s cookies are deleted from the browser.',
  'Backups hold what there was when they were made, until the publisher deletes them.',
];
