import type { Explanation, Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import type { Actor } from '../access/actor.ts';
import { relationId } from '../relation-id.ts';
import { type Notice, type NoticeKind, noticeKinds } from './notice.ts';
import { wantsMail } from './send-mail.ts';
import { withoutDescriptor } from './without-descriptor.ts';

/** One event, told to each of these people in the words of its kind. */
export type Told = { people: readonly string[]; notice: Omit<Notice, 'by'> };

/**
 * Puts what happened into the outbox, for everybody but the one who did it, and once for each. Who has left or turned
 * their mail off is told nothing.
 */
export async function addNotices(
  payload: Payload,
  actor: Pick<Actor, 'id' | 'name'>,
  told: readonly Told[],
): Promise<void> {
  const first = new Map<string, Told['notice']>();
  const inOrder = [...told].sort((one, other) => rank(one.notice.kind) - rank(other.notice.kind));
  for (const { people, notice } of inOrder)
    for (const person of people) if (person !== actor.id && !first.has(person)) first.set(person, notice);
  if (first.size === 0) return;
  const at = new Date().toISOString();
  for (const { id } of (await staffOf(payload, [...first.keys()])).filter(wantsMail)) {
    const data = { ...first.get(id), person: id, by: actor.name, at };
    await payload.db.create({ collection: 'notices', data, returning: false });
  }
}

const rank = (kind: NoticeKind) => noticeKinds.indexOf(kind);

async function staffOf(payload: Payload, ids: readonly string[]): Promise<Staff[]> {
  const { docs } = await payload.find({
    collection: 'staff',
    where: { id: { in: [...ids] } },
    depth: 0,
    pagination: false,
  });
  return docs;
}

type Text = Pick<Explanation, 'id' | 'codeKey' | 'plainTitle' | 'editors' | 'lastEditor'>;

/** Whose text it is: everyone whose words in it wait for an approval, and who wrote last. */
export function peopleOfText({ editors, lastEditor }: Pick<Text, 'editors' | 'lastEditor'>): string[] {
  const last = relationId(lastEditor);
  return [...new Set([...(editors ?? []).map((one) => relationId(one)), ...(last ? [last] : [])])];
}

/**
 * What a mail says of a text: its code, its plain title and its address, with a passage and what was said of it. A
 * licensed descriptor that somebody wrote there stays at the desk.
 */
export async function noticeOfText(
  payload: Payload,
  doc: Text,
  said: { quote: string | null; words: string | null; thread: string | null },
): Promise<Omit<Notice, 'by' | 'kind'>> {
  const hide = await withoutDescriptor(payload, doc.codeKey ?? '');
  const anchor = said.thread ? `#comment-${said.thread}` : '';
  return {
    title: [doc.codeKey ?? 'A text', doc.plainTitle ? hide(doc.plainTitle) : ''].join(' ').trim(),
    path: `/admin/collections/explanations/${doc.id}${anchor}`,
    quote: said.quote && hide(said.quote),
    words: said.words && hide(said.words),
  };
}
