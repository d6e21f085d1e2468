import { escapeHtml } from '../http/escape-html.ts';
import type { Mail } from './mailer.ts';

/** A mail in its parts: paragraphs, and at most one link between them. */
interface Letter {
  subject: string;
  before: string;
  link?: { label: string; href: string };
  after: string;
}

/** What readers are written about their accounts. Links hold for an hour; opening one changes nothing by itself. */
export interface AccountMails {
  confirm(to: string, token: string): Mail;
  hasAccount(to: string): Mail;
  reset(to: string, token: string): Mail;
  passwordChanged(to: string): Mail;
  passwordChangedHere(to: string): Mail;
  emailChanges(to: string): Mail;
  deleted(to: string): Mail;
}

/** `siteName` is asked for each mail: a release may change it. Where it is not known, the site's host stands for it. */
export function createAccountMails(origin: string, siteName: () => string | null): AccountMails {
  const { host } = new URL(origin);
  const site = () => siteName() ?? host;
  const page = (path: string, token: string) =>
    `${origin}/api/account/${path}?token=${encodeURIComponent(token)}`;
  const mail = (to: string, letter: Letter): Mail => {
    const name = siteName();
    return { to, ...written(letter, name === null ? host : `${name} (${host})`) };
  };
  const notYou = 'If this was not you, choose a new password: ask for a reset on the log-in page.';
  return {
    confirm: (to, token) =>
      mail(to, {
        subject: 'Confirm your e-mail address',
        before: `This address was given for an account at ${site()}. Confirm that it is yours:`,
        link: { label: 'Confirm this address', href: page('verify', token) },
        after: 'The link holds for one hour. If you gave no address there, do nothing.',
      }),
    hasAccount: (to) =>
      mail(to, {
        subject: 'You have an account already',
        before: `Somebody, probably you, tried to register at ${site()} with this address. It has an account already:`,
        link: { label: 'Log in', href: `${origin}/login/` },
        after: 'If you no longer know the password, ask for a reset on that page. Nothing was changed.',
      }),
    reset: (to, token) =>
      mail(to, {
        subject: 'Choose a new password',
        before: `A new password was asked for your account at ${site()}. Choose one here:`,
        link: { label: 'Choose a new password', href: page('reset', token) },
        after:
          'The link holds for one hour and works once. If you asked for nothing, do nothing: your password stays.',
      }),
    passwordChanged: (to) =>
      mail(to, {
        subject: 'Your password was changed',
        before: `The password of your account at ${site()} was changed, and every device was logged out.`,
        after: notYou,
      }),
    passwordChangedHere: (to) =>
      mail(to, {
        subject: 'Your password was changed',
        before: `The password of your account at ${site()} was changed on the account page, and every other device was logged out.`,
        after: notYou,
      }),
    emailChanges: (to) =>
      mail(to, {
        subject: 'Your e-mail address is to be changed',
        before: `Another e-mail address was given for your account at ${site()}. It takes effect when it is confirmed there.`,
        after: notYou,
      }),
    deleted: (to) =>
      mail(to, {
        subject: 'Your account was deleted',
        before: `Your account at ${site()} and what it held were deleted, as was asked on the account page.`,
        after: 'You can register again at any time.',
      }),
  };
}

function written({ subject, before, link, after }: Letter, sender: string): Omit<Mail, 'to'> {
  const text = [before, ...(link ? [link.href] : []), after, `-- \n${sender}`].join('\n\n');
  const paragraphs = [
    escapeHtml(before),
    ...(link ? [`<a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a>`] : []),
    escapeHtml(after),
    escapeHtml(sender),
  ];
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>\n<html lang="en">\n<body>\n${body}\n</body>\n</html>\n`,
  };
}
