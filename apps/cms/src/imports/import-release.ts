import type { Payload } from 'payload';
import { type BulkStore, bulkStore } from './bulk/index.ts';
import { type CodeSystem, codeSystems } from './code-systems.ts';
import { ensureCodeSets } from './ensure-code-sets.ts';
import { type HeldEdition, heldEditions, latestImport } from './held-editions.ts';
import { takeImportLock } from './import-lock.ts';
import { ImportRefused } from './import-refused.ts';
import { licenceObjection } from './licence.ts';
import { type ImportCounts, planImport } from './plan-import.ts';
import { type GivenEdition, type ReleaseFile, readReleaseFile } from './read-release.ts';
import { editionOrder, editionStates } from './read-rows.ts';
import { sweepImports } from './sweep-imports.ts';
import { writeImport } from './write-import.ts';

export interface ImportRequest {
  file: string;
  /** The code set's id; detected where it is not given. */
  codeSet?: string | undefined;
  edition?: GivenEdition | undefined;
  /** The edition is one of the starter's: it gives way to the first real one of its set. */
  sample?: boolean;
}

export interface ImportReport {
  outcome: 'imported' | 'unchanged';
  codeSet: string;
  edition: { id: string; label: string; effective: string };
  fileName: string;
  sha256: string;
  codes: number;
  billable: number;
  byType: Record<string, number>;
  /** Codes of other, licensed sets inside the file, which were left out. */
  droppedLicensed: number;
  counts: ImportCounts | null;
  /** Sample editions that gave way. */
  retired: string[];
  /** Imports that had been killed half-way and were cleared. */
  swept: number;
}

/** Tells how far an import is; `total` is null while it is not known. */
export type ImportProgress = (step: 'read' | 'plan' | 'write', done: number, total: number | null) => void;

/**
 * Brings one release file in: all of it or nothing. Parse, decide, act: nothing is written before the whole
 * file has been read, and nothing that was written shows before one statement at the end. The same file again
 * changes nothing. Throws `ImportRefused`, with every problem of the file.
 */
export async function importRelease(
  payload: Payload,
  dataFolder: string,
  request: ImportRequest,
  progress: ImportProgress = () => undefined,
): Promise<ImportReport> {
  const unlock = takeImportLock(dataFolder);
  try {
    const bulk = await bulkStore(payload);
    const swept = await sweepImports(payload, bulk);
    await ensureCodeSets(payload);
    const systems = await codeSystems(payload);
    progress('read', 0, null);
    const release = await readReleaseFile(request, systems);
    return {
      ...(await importEdition(
        payload,
        bulk,
        release,
        systemOf(release, systems),
        request.sample === true,
        progress,
      )),
      swept,
    };
  } finally {
    unlock();
  }
}

async function importEdition(
  payload: Payload,
  bulk: BulkStore,
  release: ReleaseFile,
  system: CodeSystem,
  sample: boolean,
  progress: ImportProgress,
): Promise<Omit<ImportReport, 'swept'>> {
  const everyHeld = await heldEditions(payload, system.slug);
  refuseUnlessWelcome(release, system, everyHeld, sample);
  const retiring = sample ? [] : everyHeld.filter((edition) => edition.sample);
  const held = everyHeld.filter((edition) => !retiring.includes(edition));
  const known = held.find((edition) => edition.id === release.edition.id);
  if (known && latestImport(known).sha256 === release.sha256) return report(release, 'unchanged', null, []);

  progress('plan', 0, null);
  const sameId = everyHeld.find((edition) => edition.id === release.edition.id);
  const sequence = sameId?.sequence ?? editionSequence(release.edition.effective, everyHeld);
  const next = held.find((edition) => edition.sequence > sequence);
  const [before = new Map(), after] = await editionStates(
    payload,
    system.slug,
    held,
    next ? [sequence, next.sequence] : [sequence],
  );
  const plan = planImport({
    editionSequence: sequence,
    incoming: release.rows,
    before,
    next: next && after ? { sequence: next.sequence, state: after } : null,
  });
  const order = release.rows.map((row) => row.code);
  if (
    known &&
    plan.rows.length === 0 &&
    sameOrder(order, await editionOrder(payload, latestImport(known).id))
  )
    return report(release, 'unchanged', plan.counts, []);

  await writeImport(
    payload,
    bulk,
    { release, plan, order, sequence, next: next ?? null, sample, retiring },
    (done) => progress('write', done, plan.rows.length),
  );
  return report(
    release,
    'imported',
    plan.counts,
    retiring.map((edition) => edition.id),
  );
}

function systemOf(release: ReleaseFile, systems: readonly CodeSystem[]): CodeSystem {
  const system = systems.find((one) => one.slug === release.edition.codeSet);
  if (system) return system;
  const known = systems.map((one) => one.slug).join(', ');
  throw new ImportRefused(
    'unknown-code-set',
    `There is no code set "${release.edition.codeSet}". The desk has: ${known}.`,
  );
}

function refuseUnlessWelcome(
  release: ReleaseFile,
  system: CodeSystem,
  held: readonly HeldEdition[],
  sample: boolean,
): void {
  if (system.licensed) {
    const objection = licenceObjection(system.name, system.licence, release.edition.effective);
    if (objection) throw new ImportRefused('no-licence', objection);
  }
  if (sample && held.some((edition) => !edition.sample))
    throw new ImportRefused(
      'real-editions-held',
      `${system.name} holds real editions already: sample editions are for a set without any. Import the file without --sample.`,
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

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code, index) => code === b[index]);
}

function report(
  release: ReleaseFile,
  outcome: ImportReport['outcome'],
  counts: ImportCounts | null,
  retired: string[],
): Omit<ImportReport, 'swept'> {
  const { id, label, effective, codeSet } = release.edition;
  const byType: Record<string, number> = {};
  for (const row of release.rows) byType[row.codeType] = (byType[row.codeType] ?? 0) + 1;
  return {
    outcome,
    codeSet,
    edition: { id, label, effective },
    fileName: release.fileName,
    sha256: release.sha256,
    codes: release.rows.length,
    billable: release.rows.filter((row) => row.billable === true).length,
    byType,
    droppedLicensed: release.droppedLicensed,
    counts,
    retired,
  };
}
