import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { DeskContext, DeskStep } from '../collections/explanations/desk-steps.ts';
import { familyOfText } from '../families/family-of-text.ts';
import { revisionHeads } from '../releases/revisions.ts';
import { approvedContent, type ExplanationContent } from '../workflow/content.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { refusal } from '../workflow/refusal.ts';
import type { State } from '../workflow/states.ts';
import { type TextChange, textDiff } from '../workflow/text-diff.ts';

/** Lines that no release has taken to readers. */
const unreleased: State[] = ['draft', 'in-review', 'changes-requested', 'approved'];

/** As many ids as one statement may name. */
const some = 500;

/**
 * Flags every unreleased later line of a code where readers now see another revision than the one it rests on. One that rests
 * on that very revision, as after a correction was taken back, has nothing to merge any more. Saying so twice changes nothing.
 */
export async function flagToMerge(
  payload: Payload,
  live: { codeKey: string; revision: string; line: string; edition: string },
): Promise<void> {
  const { docs } = await payload.find({
    collection: 'explanations',
    where: {
      codeKey: { equals: live.codeKey },
      id: { not_equals: live.line },
      appliesFrom: { greater_than: live.edition },
      state: { in: unreleased },
    },
    draft: true,
    depth: 0,
    pagination: false,
  });
  for (const { id, basedOn, toMerge } of docs)
    await flag(payload, id, toMerge, basedOn === live.revision ? null : live.revision);
}

async function flag(
  payload: Payload,
  id: string,
  before: string | null | undefined,
  toMerge: string | null,
): Promise<void> {
  if ((before ?? null) !== toMerge) await takeDeskStep(payload, { kind: 'to-merge', id, toMerge });
}

/** Off the site for good, or until somebody writes there again. */
const leftAlone: State[] = ['superseded', 'withdrawn'];

/**
 * Flags every text that was broken out of a family and does not rest on the revision that readers now see of the family's
 * text, also where readers see it already: what was corrected there may stand here too. One that rests on it has nothing of
 * the family's text to merge any more.
 */
export async function flagBrokenOut(
  payload: Payload,
  family: { codeKey: string; revision: string },
): Promise<void> {
  const revisions = await revisionHeads(payload, { codeKey: { equals: family.codeKey } });
  const ofFamily = revisions.map(({ id }) => id);
  const known = new Set(ofFamily);
  for (let start = 0; start < ofFamily.length; start += some) {
    const { docs } = await payload.find({
      collection: 'explanations',
      where: {
        basedOn: { in: ofFamily.slice(start, start + some) },
        codeKey: { not_equals: family.codeKey },
        state: { not_in: leftAlone },
      },
      draft: true,
      depth: 0,
      pagination: false,
    });
    for (const { id, basedOn, toMerge } of docs)
      if (basedOn !== family.revision) await flag(payload, id, toMerge, family.revision);
      else if (toMerge && known.has(toMerge)) await flag(payload, id, toMerge, null);
  }
}

/** Writes down what a release made of a line, and the revision behind it where the line does not know. */
export async function markReleased(
  payload: Payload,
  id: string,
  state: State,
  revision?: string,
): Promise<void> {
  await takeDeskStep(payload, { kind: 'released', id, state, ...(revision ? { revision } : {}) });
}

/**
 * The editor took the correction over, or saw that nothing is to be taken over. An approved text has to be approved again
 * then: who approved it knew nothing of the correction.
 */
export async function merged(req: PayloadRequest, id: string, revision: string): Promise<Explanation> {
  const line = await req.payload.findByID({ collection: 'explanations', id, draft: true, depth: 0, req });
  if (!line.toMerge || line.toMerge !== revision) throw new WorkflowRefused(refusal('nothing-to-merge'));
  const actor = actorOf(req);
  const by = actor?.id ?? null;
  const after = await takeDeskStep(req.payload, { kind: 'merged', id, basedOn: revision, by });
  await recordAudit(req.payload, {
    actor,
    action: 'text-merged',
    subject: after.codeKey ?? id,
    details: { line: id, edition: after.appliesFrom, revision, contentHash: after.contentHash },
  });
  return after;
}

export interface MergeView {
  /** The revision that went live. */
  revision: string;
  /** The code of the family whose text was corrected, where this text was broken out of it; null where it is the code's own. */
  family: string | null;
  /** What the correction changed in the text that this line began from; null where that is not known. */
  correction: TextChange[] | null;
  /** How this line differs from what readers see now. */
  own: TextChange[];
}

/** What there is to merge into a line, as words; null where there is nothing. Of a family's text, as this code reads it. */
export async function mergeView(req: PayloadRequest, line: Explanation): Promise<MergeView | null> {
  if (!line.toMerge) return null;
  const revisionOf = (id: string) =>
    req.payload.findByID({ collection: 'approved-revisions', id, depth: 0, req });
  const corrected = await revisionOf(line.toMerge);
  const inFamily = corrected.codeKey !== line.codeKey;
  const reader = inFamily ? await readerOf(req.payload, corrected, line) : null;
  const contentOf = (revision: ApprovedRevision) => {
    const content = approvedContent.parse(revision.content);
    return reader ? reader.read(content) : content;
  };
  const live = contentOf(corrected);
  const base = line.basedOn ? contentOf(await revisionOf(line.basedOn)) : null;
  const comparable = base?.family === undefined || live.family !== undefined;
  const own = (await textOf(line, req)).content;
  return {
    revision: line.toMerge,
    family: inFamily ? (reader?.family ?? bareName(corrected.codeKey)) : null,
    correction: base && comparable ? textDiff(base, live) : null,
    own: textDiff(live, own),
  };
}

/** How a code reads the text of the family that it stands in; null where it stands in it no more. */
async function readerOf(payload: Payload, { codeKey }: ApprovedRevision, line: Explanation) {
  const family = await familyOfText(payload, codeKey, line.appliesFrom ?? '');
  const code = family?.codes.find((one) => one.code === line.code);
  if (!family || !code) return null;
  return {
    family: family.codes[0].displayCode,
    read: (content: ExplanationContent): ExplanationContent => {
      const filled = familyTemplate(content).fill(family.valuesOf(code));
      return filled.ok ? filled.content : content;
    },
  };
}

const bareName = (codeKey: string): string => codeKey.slice(codeKey.indexOf('/') + 1);

/** Steps of the desk are no edits, so they need no person; a writer at the same moment makes them try again. */
async function takeDeskStep(
  payload: Payload,
  deskStep: Exclude<DeskStep, { kind: 'started' }>,
): Promise<Explanation> {
  const context: DeskContext = { deskStep };
  for (let left = 5; ; left -= 1) {
    try {
      return await payload.update({
        collection: 'explanations',
        id: deskStep.id,
        data: {},
        draft: true,
        depth: 0,
        context: { ...context },
      });
    } catch (error) {
      if (!(error instanceof WorkflowRefused) || left === 0) throw error;
    }
  }
}
