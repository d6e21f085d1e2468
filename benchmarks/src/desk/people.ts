import { z } from 'zod';
import { type Answers, refusalOf, type Session, think } from './session.ts';

/** What everybody works on. Each accepted save adds a mark of its own to the text that its writer had read. */
export type Desk = {
  /** Ids of the explanations. */
  texts: readonly string[];
  edition: string;
  notice: string;
  until: number;
  answers: Answers;
  /** The marks of every save that the desk accepted, by text. */
  accepted: Map<string, string[]>;
  steps: Map<string, number>;
};

const beat = 1_500;

const read = z.object({
  revision: z.number(),
  state: z.string(),
  contentHash: z.string().nullish(),
  plainTitle: z.string().nullish(),
  body: z.unknown(),
});

/** An editor: opens a text, types for a while with autosave, submits, looks at a list or the board, takes another. */
export async function edit(person: Session, desk: Desk): Promise<void> {
  for (let saves = 0; Date.now() < desk.until; ) {
    const text = pick(desk.texts);
    await look(person, desk);
    for (let burst = 0; burst < 4 && Date.now() < desk.until; burst += 1) {
      await think(beat);
      saves += 1;
      if (!(await save(person, desk, text, `${person.name}.${saves}`))) break;
    }
    await think(beat);
    await step(person, desk, text, 'submit');
  }
}

/** A reviewer: looks who waits, oldest first, opens one, approves it or asks for changes. */
export async function review(person: Session, desk: Desk): Promise<void> {
  while (Date.now() < desk.until) {
    await think(beat);
    await look(person, desk);
    const waiting =
      '/api/explanations?draft=true&depth=0&limit=25&sort=updatedAt&where[state][equals]=in-review';
    const { body } = await person.ask('list', 'GET', waiting);
    const found = docs.safeParse(body).data?.docs ?? [];
    const text = pick(found.map(({ id }) => id));
    if (text === undefined) continue;
    await think(beat);
    await step(person, desk, text, Math.random() < 0.75 ? 'approve' : 'request-changes');
  }
}

const docs = z.object({ docs: z.array(z.object({ id: z.string() })) });

async function look(person: Session, { edition }: Desk): Promise<void> {
  const [kind, address] = pick(views(edition));
  await person.ask(kind, 'GET', address);
}

function views(edition: string): (readonly [string, string])[] {
  return [
    ['list', '/api/explanations?draft=true&depth=1&limit=25&sort=-updatedAt'],
    ['list', '/api/codes?depth=0&limit=25&where[code][like]=S52'],
    ['board', `/api/updates/${edition}/board`],
    ['board, filtered', `/api/updates/${edition}/board?kind=added&state=open&page=2`],
    ['list, as a page', '/admin/collections/explanations?limit=25'],
  ];
}

/** Adds a mark to the text as it was read. Whether the desk took it. */
async function save(person: Session, desk: Desk, text: string, mark: string): Promise<boolean> {
  const opened = await person.ask('open', 'GET', `/api/explanations/${text}?draft=true&depth=0`);
  const doc = read.safeParse(opened.body).data;
  if (!doc) return false;
  await think(beat / 3);
  const { status, body } = await person.ask(
    'autosave',
    'PATCH',
    `/api/explanations/${text}?draft=true&autosave=true&depth=0`,
    {
      body: withMark(doc.body, mark),
      plainTitle: doc.plainTitle || 'Written by many',
      notice: desk.notice,
      revision: doc.revision,
    },
  );
  if (status === 200) desk.accepted.set(text, [...(desk.accepted.get(text) ?? []), mark]);
  if (status === 409) refuseSilence(desk, refusalOf(body));
  return status === 200;
}

/** A stale save has to name the other and show what they changed. */
function refuseSilence({ answers }: Desk, refusal: Record<string, unknown> | null): void {
  if (refusal?.code !== 'stale') return;
  const told = stale.safeParse(refusal);
  if (!told.success) answers.failures.push(`autosave: a stale save without name or difference`);
}

const stale = z.object({ conflict: z.object({ by: z.string().min(1), diff: z.array(z.unknown()) }) });

async function step(person: Session, desk: Desk, text: string, action: string): Promise<void> {
  const address = `/api/explanations/${text}/workflow`;
  const view = workflow.safeParse((await person.ask('workflow', 'GET', address)).body).data;
  if (!view) return;
  const note = action === 'request-changes' ? { note: 'Say it shorter.' } : {};
  const { status } = await person.ask(action, 'POST', address, {
    action,
    contentHash: view.contentHash,
    ...note,
  });
  if (status === 200) desk.steps.set(action, (desk.steps.get(action) ?? 0) + 1);
}

const workflow = z.object({ contentHash: z.string() });

/** The text of the editor's state in one paragraph, with one more mark at its end. */
function withMark(body: unknown, mark: string): unknown {
  const base = { format: '', indent: 0, version: 1, direction: 'ltr' };
  const node = {
    type: 'text',
    text: `${textOf(body)} ${mark}`.trim(),
    format: 0,
    mode: 'normal',
    style: '',
    detail: 0,
    version: 1,
  };
  const paragraph = { ...base, type: 'paragraph', textFormat: 0, textStyle: '', children: [node] };
  return { root: { ...base, type: 'root', children: [paragraph] } };
}

/** All words of an editor's state. */
export function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (node === null || typeof node !== 'object') return '';
  if ('text' in node && typeof node.text === 'string') return node.text;
  return Object.values(node).map(textOf).join('');
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}
