import { type Notice, noticeLabels } from './notice.ts';

export type MailContent = { subject: string; text: string; html: string };

/** A mail that is not read to its end helps nobody: more notices than this are counted only. */
const mostShown = 20;
const mostSubject = 150;

/**
 * One mail of all notices, those of one text together, as plain text and as simple HTML. `desk`: the desk's own address
 * without a trailing slash.
 */
export function composeMail(person: string, notices: readonly Notice[], desk: string): MailContent {
  const shown = notices.slice(0, mostShown);
  const left = notices.length - shown.length;
  const end = left > 0 ? `And ${left} more; the desk shows them all.` : '';
  const off = 'You can turn this mail off in your account:';
  const account = `${desk}/admin/account`;
  const groups = [...grouped(shown)];
  const text = [
    `Hello ${inOneLine(person)},`,
    ...groups.map((group) => textOfGroup(group, desk)),
    ...(end ? [end] : []),
    `--\n${off}\n${account}`,
  ].join('\n\n');
  const html = [
    `<p>Hello ${escaped(person)},</p>`,
    ...groups.map((group) => htmlOfGroup(group, desk)),
    ...(end ? [`<p>${end}</p>`] : []),
    `<p><small>${off} <a href="${escaped(account)}">${escaped(account)}</a></small></p>`,
  ].join('\n');
  return { subject: subjectOf(notices), text: `${text}\n`, html: `<!doctype html>\n${html}\n` };
}

function subjectOf(notices: readonly Notice[]): string {
  const [first] = notices;
  if (!first) return 'Nothing new';
  const { by, kind, title } = first;
  const titles = new Set(notices.map((notice) => notice.title));
  const subject =
    notices.length === 1
      ? `${by} ${noticeLabels[kind]}: ${title}`
      : `${notices.length} notices about ${titles.size === 1 ? title : `${titles.size} texts`}`;
  return inOneLine(subject).slice(0, mostSubject);
}

type Group = { title: string; address: string; notices: Notice[] };

function grouped(notices: readonly Notice[]): IterableIterator<Group> {
  const groups = new Map<string, Group>();
  for (const notice of notices) {
    const address = notice.path.split('#')[0] ?? '';
    const group = groups.get(address) ?? { title: notice.title, address, notices: [] };
    group.notices.push(notice);
    groups.set(address, group);
  }
  return groups.values();
}

function textOfGroup({ title, notices }: Group, desk: string): string {
  const said = notices.map(({ by, kind, quote, words, path }) =>
    [
      `* ${inOneLine(by)} ${noticeLabels[kind]}`,
      ...(quote ? [indented(quote, '  > ')] : []),
      ...(words ? [indented(words, '  ')] : []),
      `  ${desk}${path}`,
    ].join('\n'),
  );
  return [inOneLine(title), ...said].join('\n\n');
}

function htmlOfGroup({ title, notices }: Group, desk: string): string {
  const said = notices.map(({ by, kind, quote, words, path }) =>
    [
      `<li><strong>${escaped(by)}</strong> ${escaped(noticeLabels[kind])}`,
      ...(quote ? [`<blockquote>${lines(quote)}</blockquote>`] : []),
      ...(words ? [`<p>${lines(words)}</p>`] : []),
      `<p><a href="${escaped(desk + path)}">See it at the desk</a></p></li>`,
    ].join('\n'),
  );
  return `<h3>${escaped(title)}</h3>\n<ul>\n${said.join('\n')}\n</ul>`;
}

const indented = (text: string, indent: string) =>
  text
    .split(/\r\n?|\n/)
    .map((line) => indent + line)
    .join('\n');
const lines = (text: string) => escaped(text).replaceAll(/\r\n?|\n/g, '<br>\n');
const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
