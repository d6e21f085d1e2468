import { type CodeRecord, diffEditions, type EditionDiff } from '@plaincode/code-sets';
import type { Payload } from 'payload';
import type { CodeRow } from './code-row.ts';
import { type CompleteImport, type HeldEdition, latestImport, latestRelease } from './held-editions.ts';
import { ImportRefused } from './import-refused.ts';
import { type CodeState, type EditionState, type ImportPlan, planImport } from './plan-import.ts';
import { plannedCodes } from './planned-rows.ts';
import type { HashedRelease, ReleaseRow } from './read-official.ts';
import { codeSpans, editionOrder, editionStates } from './read-rows.ts';
import { spansByKey, statesAt } from './spans.ts';
import type { ImportToWrite } from './write-import.ts';

export interface ReleasePlan {
  /** Null where the edition holds exactly this already, or did before it was corrected. */
  write: ImportToWrite | null;
  /** Null where the very file is held, so that nothing had to be compared. */
  counts: ImportPlan['counts'] | null;
  /** Against the edition before; null for a set's first. */
  changes: { from: HeldEdition; diff: EditionDiff } | null;
  retiring: HeldEdition[];
  /** Codes that corrections changed in this edition, and of which the file says otherwise than they do. */
  undoes: string[];
}

/** Decides what a release changes in what is held; writes nothing. */
export async function planRelease(
  payload: Payload,
  release: HashedRelease,
  file: { fileName: string; sha256: string; size: number },
  everyHeld: readonly HeldEdition[],
  options: { sample: boolean; acceptLoss: boolean },
): Promise<ReleasePlan> {
  const { sample } = options;
  const { codeSet, edition, records, member } = release;
  const retiring = sample ? [] : everyHeld.filter((one) => one.sample);
  const held = everyHeld.filter((one) => !retiring.includes(one));
  const known = held.find((one) => one.id === edition.id);
  if (known && latestRelease(known).sha256 === file.sha256)
    return { write: null, counts: null, changes: null, retiring: [], undoes: [] };

  const sequence =
    everyHeld.find((one) => one.id === edition.id)?.sequence ?? editionSequence(edition.effective, everyHeld);
  const prior = held.findLast((one) => one.sequence < sequence) ?? null;
  const next = held.find((one) => one.sequence > sequence) ?? null;
  const states = await statesAround(payload, codeSet, held, { prior, sequence, next });
  const order = records.map(({ code }) => code);
  const released = known && (await stateAsReleased(payload, codeSet, held, known));
  // The same release in another wrapping is no news of it, and corrections that came after it stay.
  if (
    known &&
    released &&
    holdsRecords(released, records) &&
    (await holdsOrder(payload, latestRelease(known), order))
  )
    return { write: null, counts: null, changes: null, retiring: [], undoes: [] };
  if (!options.acceptLoss) refuseGreatLoss(release, states.now, known ?? prior);
  const plan = planImport({
    editionSequence: sequence,
    incoming: records,
    before: states.now,
    next: next && { sequence: next.sequence, state: states.next },
  });
  const changes = prior && {
    from: prior,
    diff: await diffAgainst(payload, states.prior, records),
  };
  if (known && plan.rows.length === 0 && (await holdsOrder(payload, latestImport(known), order)))
    return { write: null, counts: plan.counts, changes, retiring: [], undoes: [] };
  const undoes = released ? undoneCodes(released, states.now, records) : [];
  const byCode = new Map(records.map((record) => [record.code, record]));
  const editions = { codeSet, id: edition.id, sequence, nextId: next?.id ?? null };
  const write: ImportToWrite = {
    kind: 'codes',
    edition,
    sequence,
    file: { ...file, member },
    counts: { codes: records.length, ...plan.counts },
    checks: undoes.length > 0 ? { undoneCorrections: undoes } : null,
    rows: {
      of: 'codes',
      total: plan.rows.length,
      order,
      steps: (stamp) => plannedCodes(payload, plan.rows, byCode, editions, stamp),
    },
    sample,
    retiring,
  };
  return { write, counts: plan.counts, changes, retiring, undoes };
}

/** Fewer codes are an excerpt, of which any part may leave. */
const fullEdition = 1_000;
/** No official edition lost so much of the one before; a file that was cut does. */
const greatLoss = 0.1;

function refuseGreatLoss(
  { edition, records }: HashedRelease,
  now: EditionState,
  held: HeldEdition | null,
): void {
  const before = [...now.values()].filter(({ present }) => present).length;
  if (!held || before < fullEdition || records.length >= before * (1 - greatLoss)) return;
  throw new ImportRefused(
    'great-loss',
    `The file of ${edition.label} holds ${records.length.toLocaleString('en-US')} codes, where ${held.label} holds ${before.toLocaleString('en-US')}: it looks cut. Download it again; if so many codes really left, import it with --accept-loss. Nothing was changed.`,
  );
}

/** `2025-10-01` → 2025100100; another edition of the same day comes after it. */
export function editionSequence(effective: string, held: readonly { sequence: number }[]): number {
  const first = Number(effective.replaceAll('-', '')) * 100;
  const sameDay = held
    .map((edition) => edition.sequence)
    .filter((sequence) => sequence >= first && sequence < first + 100);
  return sameDay.length === 0 ? first : Math.max(...sameDay) + 1;
}

interface States {
  prior: EditionState;
  now: EditionState;
  next: EditionState;
}

/** The states before, at and after an edition, from one reading of the rows. */
async function statesAround(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  at: { prior: HeldEdition | null; sequence: number; next: HeldEdition | null },
): Promise<States> {
  const sequences = [at.prior?.sequence ?? 0, at.sequence, at.next?.sequence ?? at.sequence];
  const [prior = new Map(), now = new Map(), next = new Map()] = await editionStates(
    payload,
    codeSet,
    held,
    sequences,
  );
  return { prior, now, next };
}

/**
 * What the incoming records change against the edition before. Only rows that differ are read: where the hashes
 * are equal, the incoming record is what the edition before said too.
 */
async function diffAgainst(
  payload: Payload,
  prior: EditionState,
  records: readonly ReleaseRow[],
): Promise<EditionDiff> {
  const to = new Map(records.map((record) => [record.code, record]));
  const before = [...prior].filter(([, { present }]) => present);
  const differs = ([code, state]: [string, CodeState]) => to.get(code)?.contentHash !== state.contentHash;
  const keys = before.filter(differs).map(([, { key }]) => key);
  const rows = await spansByKey<CodeRow>(payload, 'codes', keys);
  const from = new Map<string, CodeRecord>();
  for (const [code, { key }] of before) {
    const record = rows.get(key) ?? to.get(code);
    if (record) from.set(code, record);
  }
  return diffEditions({ codes: from }, { codes: to }, (code) => prior.has(code));
}

/** What an edition's last release file said, where corrections changed it since; null where none did. */
async function stateAsReleased(
  payload: Payload,
  codeSet: string,
  held: readonly HeldEdition[],
  known: HeldEdition,
): Promise<EditionState | null> {
  const release = latestRelease(known);
  if (latestImport(known) === release) return null;
  const before = held.flatMap(({ imports }) =>
    imports.filter(({ sequence }) => sequence <= release.sequence),
  );
  const spans = { ...codeSpans(codeSet, held), visible: new Set(before.map(({ id }) => id)) };
  const [state = null] = await statesAt(payload, spans, [known.sequence]);
  return state;
}

const hashIn = (state: EditionState, code: string): string | undefined => {
  const found = state.get(code);
  return found?.present ? found.contentHash : undefined;
};

function holdsRecords(state: EditionState, records: readonly ReleaseRow[]): boolean {
  const present = [...state.values()].filter((one) => one.present).length;
  return (
    present === records.length &&
    records.every(({ code, contentHash }) => hashIn(state, code) === contentHash)
  );
}

function undoneCodes(released: EditionState, now: EditionState, records: readonly ReleaseRow[]): string[] {
  const incoming = new Map(records.map(({ code, contentHash }) => [code, contentHash]));
  const isUndone = (code: string): boolean => {
    const corrected = hashIn(now, code);
    return corrected !== hashIn(released, code) && corrected !== incoming.get(code);
  };
  return [...now.keys()].filter(isUndone).sort();
}

async function holdsOrder(
  payload: Payload,
  { id }: CompleteImport,
  order: readonly string[],
): Promise<boolean> {
  const held = await editionOrder(payload, id);
  return held.length === order.length && order.every((code, index) => code === held[index]);
}
