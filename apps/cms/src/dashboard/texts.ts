import type { Explanation } from '@plaincode/types/payload';
import type { Payload, Where } from 'payload';
import { withNames } from '../names/text-names.ts';
import { relationId } from '../relation-id.ts';

/** A text as a list of the dashboard names it. */
export type ListedText = {
  id: string;
  /** `HCPCS J9000`. */
  name: string;
  title: string | null;
  edition: string | null;
  /** The last save or step, ISO 8601. */
  at: string;
  /** What the reviewer asked for, where changes were. */
  note: string | null;
};

export type TextList = { total: number; texts: ListedText[] };

const mostListed = 8;

/** The texts that a person wrote in since their last approval and that came back with a wish: the newest first. */
export function returnedTo(payload: Payload, person: string): Promise<TextList> {
  return list(payload, { state: { equals: 'changes-requested' }, editors: { equals: person } }, '-updatedAt');
}

/** The texts that a person wrote in since their last approval and that nobody has sent to a reviewer. */
export function draftsOf(payload: Payload, person: string): Promise<TextList> {
  return list(payload, { state: { equals: 'draft' }, editors: { equals: person } }, '-updatedAt');
}

/** A text that the person began and wrote nothing in; null where there is none. Each visit to the empty form leaves one. */
export async function blankTextOf(payload: Payload, person: string): Promise<string | null> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { state: { equals: 'draft' }, editors: { equals: person }, codeKey: { exists: false } },
    sort: '-updatedAt',
    draft: true,
    depth: 0,
    limit: mostListed,
    select: { code: true, plainTitle: true, body: true, appliesFrom: true },
  });
  const blank = docs.find((doc) => !doc.code && !doc.plainTitle && !doc.body && !doc.appliesFrom);
  return blank?.id ?? null;
}

/** The texts that rest on words which were corrected since, and into which nobody has taken the correction yet. */
export function toMergeInto(payload: Payload): Promise<TextList> {
  const where: Where = { toMerge: { exists: true }, state: { not_in: ['superseded', 'withdrawn'] } };
  return list(payload, where, 'codeKey');
}

/** What a reviewer can decide: the texts in review that they did not write in, whoever waits longest first. */
export async function waitingFor(payload: Payload, person: string): Promise<TextList> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { state: { equals: 'in-review' } },
    sort: 'updatedAt',
    draft: true,
    depth: 0,
    pagination: false,
    select: { ...shown, editors: true },
  });
  /* Of a list of people a query can ask who is in it, not who is not. */
  const others = docs.filter(({ editors }) => !(editors ?? []).some((one) => relationId(one) === person));
  return { total: others.length, texts: await listed(payload, others.slice(0, mostListed)) };
}

const shown = {
  codeKey: true,
  code: true,
  plainTitle: true,
  appliesFrom: true,
  updatedAt: true,
  reviewNote: true,
} as const;

async function list(payload: Payload, where: Where, sort: string): Promise<TextList> {
  const { docs, totalDocs } = await payload.find({
    collection: 'explanations',
    where,
    sort,
    draft: true,
    depth: 0,
    limit: mostListed,
    select: shown,
  });
  return { total: totalDocs, texts: await listed(payload, docs) };
}

type Shown = Pick<Explanation, 'id' | keyof typeof shown>;

async function listed(payload: Payload, docs: readonly Shown[]): Promise<ListedText[]> {
  const texts = docs.map((doc) => ({
    codeKey: doc.codeKey || doc.code || 'Without a code',
    edition: doc.appliesFrom ?? '',
    doc,
  }));
  return (await withNames(payload, texts)).map(({ name, editionLabel, doc }) => ({
    id: doc.id,
    name,
    title: doc.plainTitle || null,
    edition: editionLabel || null,
    at: doc.updatedAt,
    note: doc.reviewNote || null,
  }));
}
