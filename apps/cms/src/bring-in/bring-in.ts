import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Explanation, Staff } from '@plaincode/types/payload';
import { createLocalReq, type Payload } from 'payload';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Role, roles, scopeOf } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import type { BroughtProblem, Source } from './brought-file.ts';
import { DeskKnowledge, mediaNames } from './desk-knowledge.ts';
import { type Defaults, type PlannedText, planRows } from './plan-rows.ts';
import { readBroughtFile } from './read-brought-file.ts';
import { addImages, lineKeyOf, writeText } from './write-texts.ts';

export type BringInRequest = {
  source: Source;
  /** Who brings the texts in and counts as their author. */
  user: Staff;
  defaults?: Defaults;
  /** Only says what would be written. */
  check?: boolean;
  /** Brings in the rows without problems, where there are some with. */
  leaveOut?: boolean;
  /** What was looked at: refuses to write where the same file would now do something else. */
  token?: string | undefined;
};

export type BringInReport = {
  file: string;
  outcome: 'planned' | 'written' | 'refused';
  rows: number;
  /** Texts that begin, and texts that change; written, or to be written. */
  created: number;
  changed: number;
  unchanged: number;
  empty: number;
  problems: BroughtProblem[];
  notes: string[];
  texts: PlannedText[];
  token: string;
};

/** Texts that are read in one question; few enough to hold, and enough that reading each costs little. */
const readTogether = 50;

/** Most texts that a report lists one by one. */
const listed = 200;

/**
 * Brings the texts of a file in as drafts of one person, all of them or none. What is there already in the same words is
 * passed over, so that a run that was broken off is taken up by the next. Throws `WorkflowRefused` for who may not write.
 */
export async function bringIn(
  payload: Payload,
  { source, user: person, defaults = {}, check = false, leaveOut = false, token }: BringInRequest,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<BringInReport> {
  const user = { ...person, collection: 'staff' as const };
  const actor = actorOf({ user });
  if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
  if (scopeOf(actor.role, 'explanations', 'create') === 'none')
    throw new WorkflowRefused(roleMayNot(writers));
  const req = await createLocalReq({ user }, payload);
  const [file, desk, known] = [
    await readBroughtFile(source),
    await DeskKnowledge.of(req),
    await mediaNames(payload),
  ];
  const media = (name: string) => known.get(name) ?? (file.images.has(name) ? `pending ${name}` : undefined);
  const plan = await planRows(req, desk, file, defaults, media);
  const texts = plan.texts.map(({ row: _, ...text }) => text);
  const report: BringInReport = {
    file: file.name,
    outcome: 'planned',
    rows: file.rows.length,
    created: texts.filter(({ kind }) => kind !== 'change').length,
    changed: texts.filter(({ kind }) => kind === 'change').length,
    unchanged: plan.unchanged,
    empty: plan.empty,
    problems: plan.problems,
    notes: file.notes,
    texts: texts.slice(0, listed),
    token: createHash('sha256')
      .update(JSON.stringify([texts, plan.problems]))
      .digest('base64url'),
  };
  if (check) return report;
  const looked = token === undefined || token === report.token;
  if (!looked || file.problems.length > 0 || (plan.problems.length > 0 && !leaveOut))
    return { ...report, outcome: 'refused' };
  await addImages(req, user, file.images, known);
  const work = { req, user, desk, defaults, media: (name: string) => known.get(name) };
  let [created, changed] = [0, 0];
  let lines = new Map<string, Explanation>();
  for (const [index, text] of plan.texts.entries()) {
    progress(index, plan.texts.length);
    /* Gives other tasks of the desk their turn between two texts. */
    await nextTurn();
    if (index % readTogether === 0) lines = await desk.lines(changedLines(plan.texts, index));
    try {
      await writeText(work, text, lines);
      if (text.kind === 'change') changed += 1;
      else created += 1;
    } catch (error) {
      if (!(error instanceof WorkflowRefused)) throw error;
      report.problems.push(notWritten(file.name, text, error));
    }
  }
  if (created + changed > 0)
    await recordAudit(payload, {
      actor: { id: actor.id, name: actor.name },
      action: 'texts-brought-in',
      subject: file.name,
      details: { created, changed, unchanged: plan.unchanged, leftOut: report.problems.length },
    });
  return { ...report, outcome: 'written', created, changed };
}

/** The lines that the next texts change. One that somebody saves before its turn is refused by its revision. */
function changedLines(texts: readonly PlannedText[], from: number): string[] {
  const next = texts.slice(from, from + readTogether);
  return next.flatMap((text) => (text.kind === 'change' ? [lineKeyOf(text)] : []));
}

const writers: readonly Role[] = roles.filter((role) => scopeOf(role, 'explanations', 'create') !== 'none');

const notWritten = (
  file: string,
  { line, code }: PlannedText,
  { message, refused }: WorkflowRefused,
): BroughtProblem => ({
  file,
  line,
  column: null,
  code: refused.code,
  message: `The text of ${code} was not written: ${message}`,
  hint: 'Export the list anew and take your change over.',
  ...(refused.conflict ? { conflict: refused.conflict } : {}),
});
