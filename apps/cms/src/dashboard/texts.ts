import type { Explanation } from '@plaincode/types/payload';
import type { Payload, Where } from 'payload';
import { relationId } from '../relation-id.ts';

/** A text as a list of the dashboard names it. */
export type ListedText = {
  id: string;
  /** `hcpcs/J9000`, or the title where no code is chosen yet. */
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
  return { total: others.length, texts: others.slice(0, mostListed).map(listed) };
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
  return { total: totalDocs, texts: docs.map(listed) };
}

function listed({
  id,
  codeKey,
  code,
  plainTitle,
  appliesFrom,
  updatedAt,
  reviewNote,
}: Pick<Explanation, 'id' | keyof typeof shown>): ListedText {
  return {
    id,
    name: codeKey || code || 'Without a code',
    title: plainTitle || null,
    edition: appliesFrom || null,
    at: updatedAt,
    note: reviewNote || null,
  };
}
