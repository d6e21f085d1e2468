import { october, openReleaseDesk, type ReleaseDesk } from '../../releases/testing/made-desk.ts';
import { type ApiAnswer, addPerson, askApi, type Person } from '../../testing/people.ts';
import { itemsOf } from '../../updates/testing/made-updates.ts';

/** A desk on which work has been done: something stands in every collection that steps write. */
export interface UsedDesk {
  at: ReleaseDesk;
  people: Record<'editor' | 'reviewer' | 'publisher' | 'admin', Person>;
  ask(person: Person | null, method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** A text: published, and changed nowhere since. */
  line: string;
  /** A text: approved, and waiting to be released. */
  waiting: string;
  /** On the text that waits, by the reviewer. */
  remark: string;
  suggestion: string;
  report: string;
  item: { id: string; changeHash: string };
  /** The one that went out. */
  release: string;
}

export const notForYou = 'This is not for you to do here';

/** The sentences of a refusal. */
export const said = ({ body }: ApiAnswer): string =>
  ((body.errors ?? []) as { message: string }[]).map(({ message }) => message).join(' ');

export async function openUsedDesk(): Promise<UsedDesk> {
  const at = await openReleaseDesk();
  const { editor, reviewer, publisher } = at;
  const people = { editor, reviewer, publisher, admin: await addPerson(at.desk, 'admin') };
  const ask: UsedDesk['ask'] = (person, method, path, body) => askApi(at.desk, person, method, path, body);
  const line = await at.approved('J0001', 'One unit is 20 mg, by drip.');
  const release = (await at.everyday(line))?.id ?? '';
  const waiting = await at.approved('J0002', 'Two units, by drip.');
  await at.bringOctober();
  const speak = async (body: object) =>
    String((await ask(reviewer, 'POST', `/explanations/${waiting}/discussion`, body)).body.written);
  const remark = await speak({ words: 'Why two?' });
  const suggestion = await speak({ part: 'body', quote: 'by drip', proposed: 'by infusion', words: '' });
  const data = {
    reportId: 'one',
    page: '/hcpcs/J0001/',
    codeKey: 'hcpcs/J0001',
    words: 'Wrong',
    state: 'new' as const,
    received: '2026-01-01T00:00:00.000Z',
  };
  const report = (await at.payload.create({ collection: 'error-reports', data })).id;
  const found = (await itemsOf(at.desk, october)).find(({ code }) => code === 'J0001');
  const item = { id: found?.id ?? '', changeHash: found?.changeHash ?? '' };
  return { at, people, ask, line, waiting, remark, suggestion, report, item, release };
}
