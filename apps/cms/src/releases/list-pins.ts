import type { Payload } from 'payload';
import { heldEditions } from '../imports/held-editions.ts';
import { type LineState, planEveryday } from '../workflow/plan-everyday.ts';
import type { Live, ReleasePin } from '../workflow/release.ts';
import { shownEdition } from './shown-edition.ts';

/** Every approved text of an edition, as it stands now. */
export async function pinsOfEdition(payload: Payload, edition: string): Promise<ReleasePin[]> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { appliesFrom: { equals: edition }, state: { equals: 'approved' } },
    draft: true,
    depth: 0,
    pagination: false,
    sort: 'codeKey',
    select: { codeKey: true, approvedRevision: true },
  });
  return docs.flatMap(({ codeKey, approvedRevision }) =>
    codeKey && approvedRevision ? [{ codeKey, revision: approvedRevision }] : [],
  );
}

/**
 * What an everyday release would take to readers: approved texts of editions that the site shows, and texts to be
 * taken off. `only` are the ids of the explanations that are asked for; null for all.
 */
export async function everydayPins(
  payload: Payload,
  live: Live,
  today: string,
  only: readonly string[] | null,
): Promise<ReturnType<typeof planEveryday>> {
  const lines = await settledLines(payload);
  const sequences = new Map<string, number>();
  const shown = new Map<string, number>();
  for (const codeSet of new Set(lines.map((line) => line.codeKey.split('/')[0] ?? ''))) {
    const held = await heldEditions(payload, codeSet);
    for (const { id, sequence } of held) sequences.set(id, sequence);
    shown.set(codeSet, shownEdition(held, codeSet, { shown: live.shown, today })?.sequence ?? 0);
  }
  return planEveryday(lines, { live, only, sequences, shown });
}

async function settledLines(payload: Payload): Promise<LineState[]> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: { state: { in: ['approved', 'published', 'withdrawn'] } },
    draft: true,
    depth: 0,
    pagination: false,
    sort: 'codeKey',
    select: { codeKey: true, appliesFrom: true, state: true, approvedRevision: true },
  });
  return docs.flatMap(({ id, codeKey, appliesFrom, state, approvedRevision }) =>
    codeKey && appliesFrom && state && approvedRevision
      ? [{ id, codeKey, edition: appliesFrom, state, revision: approvedRevision }]
      : [],
  );
}
