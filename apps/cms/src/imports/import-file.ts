import {
  type AddendaContent,
  type ChangeReportContent,
  type CorrectionsContent,
  countsOf,
  type EditionDiff,
  type FactsContent,
  type OfficialContent,
  type OfficialFile,
  type ReleaseContent,
} from '@plaincode/code-sets';
import type { Payload } from 'payload';
import { auditImports } from '../audit/import-event.ts';
import type { UpdateReport } from '../updates/open-update.ts';
import { type KnownDiff, openNoUpdate, syncUpdates } from '../updates/sync-updates.ts';
import { type BulkStore, bulkStore } from './bulk/index.ts';
import { type Changes, checkAddenda, checkChangeReport } from './check-changes.ts';
import { type CodeSystem, codeSystems, withKnown } from './code-systems.ts';
import { diffHeld } from './diff-held.ts';
import { ensureCodeSets } from './ensure-code-sets.ts';
import { heldEditions, heldFacts } from './held-editions.ts';
import { takeImportLock } from './import-lock.ts';
import { ImportRefused } from './import-refused.ts';
import type {
  CheckReport,
  CorrectionsReport,
  FactsReport,
  ImportOutcome,
  ImportReport,
  ReleaseReport,
} from './import-report.ts';
import { refuseWithoutRights } from './licence.ts';
import { planCorrections } from './plan-corrections.ts';
import { planFacts } from './plan-facts.ts';
import { planRelease } from './plan-release.ts';
import { type GivenEdition, type HashedRelease, hashedRelease, readOfficial } from './read-official.ts';
import { editionContents } from './read-rows.ts';
import { proposeOwed } from './replacements.ts';
import { sweepImports } from './sweep-imports.ts';
import { type ImportToWrite, writeImports } from './write-import.ts';

export interface ImportRequest {
  file: string;
  /** The code set's id; detected where it is not given. */
  codeSet?: string | undefined;
  edition?: GivenEdition | undefined;
  /** The edition is one of the starter's: it gives way to the first real one of its set. */
  sample?: boolean;
  /** Only say what would be done. */
  check?: boolean;
  /** Take an edition that holds far fewer codes than the one before. */
  acceptLoss?: boolean;
  /** False: what the edition changes is no work for the editors. */
  opensUpdate?: boolean;
}

/** What came of one file. */
export interface FileReport {
  reports: ImportReport[];
  /** Imports that had been killed half-way and were cleared. */
  swept: number;
  /** What the updates of the editions got to do by it. */
  updates: UpdateReport[];
}

/** Tells how far an import is; `total` is null while it is not known. */
export type ImportProgress = (step: 'read' | 'plan' | 'write', done: number, total: number | null) => void;

/**
 * Brings one official file in: all of it or nothing. Parse, decide, act: nothing is written before the whole
 * file has been read and compared, and nothing that was written shows before one statement at the end. The same
 * file again changes nothing. Throws `ImportRefused`, with every problem of the file.
 */
export async function importFile(
  payload: Payload,
  dataFolder: string,
  request: ImportRequest,
  progress: ImportProgress = () => undefined,
): Promise<FileReport> {
  const unlock = takeImportLock(dataFolder);
  try {
    const bulk = await bulkStore(payload);
    const swept = request.check ? 0 : await sweepImports(payload, bulk);
    if (!request.check) await ensureCodeSets(payload);
    const held = await codeSystems(payload);
    const systems = request.check ? withKnown(held) : held;
    progress('read', 0, null);
    const file = await readOfficial(request, systems);
    progress('plan', 0, null);
    const plan = new FilePlan(payload, file, request, systems);
    for (const content of file.contents) await plan.add(content);
    if (request.check) return { reports: plan.reports, swept, updates: [] };
    if (request.opensUpdate === false) await withoutUpdates(payload, plan.works);
    await carryOut(payload, bulk, plan.works, progress);
    const updates = await openUpdates(payload, bulk, plan, systems);
    return { reports: plan.reports, swept, updates };
  } finally {
    unlock();
  }
}

async function carryOut(
  payload: Payload,
  bulk: BulkStore,
  works: readonly ImportToWrite[],
  progress: ImportProgress,
): Promise<void> {
  if (works.length > 0)
    await writeImports(payload, bulk, works, (done, total) => progress('write', done, total));
  await auditImports(payload, works);
  // Also where nothing was written: the import that wrote may have been killed before it came to this.
  await proposeOwed(payload);
}

async function withoutUpdates(payload: Payload, works: readonly ImportToWrite[]): Promise<void> {
  for (const { kind, edition } of works) if (kind === 'codes') await openNoUpdate(payload, edition.id);
}

/** For every set, not for the file's alone: an import that was killed before this step left its update behind. */
async function openUpdates(
  payload: Payload,
  bulk: BulkStore,
  plan: FilePlan,
  systems: readonly CodeSystem[],
): Promise<UpdateReport[]> {
  const reports: UpdateReport[] = [];
  for (const { slug: codeSet } of systems) {
    const known = plan.knownDiff?.codeSet === codeSet ? plan.knownDiff : null;
    reports.push(...(await syncUpdates(payload, bulk, { codeSet, known })));
  }
  return reports;
}

/** Collects what the contents of one file ask to be written, and what is to be said of each. */
class FilePlan {
  readonly works: ImportToWrite[] = [];
  readonly reports: ImportReport[] = [];
  readonly #payload: Payload;
  readonly #file: OfficialFile;
  readonly #request: ImportRequest;
  readonly #systems: readonly CodeSystem[];
  /** What the release in this file changes, for the lists of changes that stand beside it. */
  #changes: { edition: string; changes: Changes | null } | null = null;

  constructor(payload: Payload, file: OfficialFile, request: ImportRequest, systems: readonly CodeSystem[]) {
    this.#payload = payload;
    this.#file = file;
    this.#request = request;
    this.#systems = systems;
  }

  /** The change set of the release in this file, where it was computed. */
  get knownDiff(): KnownDiff | null {
    const { edition, changes } = this.#changes ?? {};
    return edition && changes
      ? { codeSet: changes.from.codeSet, from: changes.from.id, to: edition, diff: changes.diff }
      : null;
  }

  async add(content: OfficialContent): Promise<void> {
    const system = systemOf(content.codeSet, this.#systems);
    await refuseWithoutRights(this.#payload, system, content.edition, this.#request.sample === true);
    switch (content.kind) {
      case 'release':
        return this.#addRelease(hashedRelease(content), system);
      case 'facts':
        return this.#addFacts(content);
      case 'corrections':
        return this.#addCorrections(content);
      case 'addenda':
      case 'change-report':
        return this.#addCheck(content);
    }
  }

  async #addRelease(release: HashedRelease, system: CodeSystem): Promise<void> {
    const sample = this.#request.sample === true;
    const held = await heldEditions(this.#payload, release.codeSet);
    if (sample && held.some((edition) => !edition.sample))
      throw new ImportRefused(
        'real-editions-held',
        `${system.name} holds real editions already: sample editions are for a set without any. Import the file without --sample.`,
      );
    const options = { sample, acceptLoss: this.#request.acceptLoss === true };
    const plan = await planRelease(this.#payload, release, this.#file, held, options);
    if (plan.write) this.works.push(plan.write);
    this.#changes = { edition: release.edition.id, changes: plan.changes };
    const report: ReleaseReport = {
      ...this.#reported(release, plan.write),
      kind: 'release',
      ...countsOfRecords(release),
      droppedLicensed: release.droppedLicensed,
      counts: plan.counts,
      changes: plan.changes && {
        from: { id: plan.changes.from.id, label: plan.changes.from.label },
        ...countedChanges(plan.changes.diff, release),
      },
      retired: plan.retiring.map(({ id }) => id),
      undoes: plan.undoes,
    };
    this.reports.push(report);
  }

  async #addFacts(content: FactsContent): Promise<void> {
    const held = (await heldFacts(this.#payload, content.codeSet)).get(content.factKind) ?? [];
    const plan = await planFacts(this.#payload, content, this.#file, held);
    if (plan.write) this.works.push(plan.write);
    const report: FactsReport = {
      ...this.#reported(content, plan.write),
      kind: 'facts',
      factKind: content.factKind,
      facts: content.facts.length,
      droppedLicensed: content.droppedLicensed,
      counts: plan.counts,
    };
    this.reports.push(report);
  }

  async #addCorrections(content: CorrectionsContent): Promise<void> {
    const { codeSet, edition } = content;
    if (this.works.some(({ kind, edition: { id } }) => kind === 'codes' && id === edition.id))
      throw new ImportRefused(
        'edition-not-held',
        `${this.#file.fileName} holds the edition ${edition.label} (${edition.id}) and corrections of it. Unpack it, and import the release first, then the corrections.`,
      );
    const held = await heldEditions(this.#payload, codeSet);
    const plan = await planCorrections(this.#payload, content, this.#file, held);
    if (plan.write) this.works.push(plan.write);
    const report: CorrectionsReport = {
      ...this.#reported(content, plan.write),
      kind: 'corrections',
      counts: plan.counts,
      ...plan.result,
    };
    this.reports.push(report);
  }

  async #addCheck(content: AddendaContent | ChangeReportContent): Promise<void> {
    const checked =
      content.kind === 'addenda'
        ? checkAddenda(content, await this.#changesOf(content))
        : checkChangeReport(content, await this.#recordsOf(content));
    const { outcome: _, ...reported } = this.#reported(content, null);
    const report: CheckReport = { ...reported, kind: 'check', of: content.kind, ...checked };
    this.reports.push(report);
    const write = this.works.find(
      ({ kind, edition }) => kind === 'codes' && edition.id === content.edition.id,
    );
    if (write) write.checks = { ...write.checks, [content.member ?? content.kind]: checked };
  }

  /** What the release in this file changes, or a held edition against the one before it; null unless both are held. */
  async #changesOf({ codeSet, edition }: OfficialContent): Promise<Changes | null> {
    if (this.#changes?.edition === edition.id && this.#changes.changes) return this.#changes.changes;
    const pair = await this.#pairAt(codeSet, edition.id);
    return pair && { from: pair.from, diff: await diffHeld(this.#payload, codeSet, pair.from, pair.to) };
  }

  /** What a held edition and the one before it hold; null unless both are held. */
  async #recordsOf({ codeSet, edition }: OfficialContent) {
    const pair = await this.#pairAt(codeSet, edition.id);
    if (!pair) return null;
    const { held, from, to } = pair;
    const [before = new Map(), after = new Map()] = await editionContents(this.#payload, codeSet, held, [
      from.sequence,
      to.sequence,
    ]);
    return { from, before: [...before.values()], after: [...after.values()] };
  }

  /** A sample holds a few codes of its edition: official changes are not looked for in it. */
  async #pairAt(codeSet: string, edition: string) {
    const held = (await heldEditions(this.#payload, codeSet)).filter(({ sample }) => !sample);
    const at = held.findIndex(({ id }) => id === edition);
    const [from, to] = [held[at - 1], held[at]];
    return from && to ? { held, from, to } : null;
  }

  #reported({ codeSet, edition, member }: OfficialContent | HashedRelease, write: ImportToWrite | null) {
    const { id, label, effective } = edition;
    const { fileName, sha256 } = this.#file;
    const done: ImportOutcome = this.#request.check ? 'planned' : 'imported';
    const outcome: ImportOutcome = write ? done : 'unchanged';
    return { outcome, codeSet, edition: { id, label, effective }, fileName, member, sha256 };
  }
}

function systemOf(codeSet: string, systems: readonly CodeSystem[]): CodeSystem {
  const system = systems.find((one) => one.slug === codeSet);
  if (system) return system;
  const known = systems.map((one) => one.slug).join(', ');
  throw new ImportRefused(
    'unknown-code-set',
    `There is no code set "${codeSet}". The desk has: ${known}. (npm run plaincode -- migrate makes the public ones known.)`,
  );
}

function countsOfRecords({ records }: Pick<ReleaseContent, 'records'>) {
  const byType: Record<string, number> = {};
  for (const { codeType } of records) byType[codeType] = (byType[codeType] ?? 0) + 1;
  const billable = records.filter((record) => record.billable === true).length;
  return { codes: records.length, billable, byType };
}

function countedChanges(diff: EditionDiff, { records }: Pick<ReleaseContent, 'records'>) {
  const saysBillable = records.some(({ billable }) => billable !== null);
  return { counts: countsOf(diff), billable: saysBillable ? countsOf(diff, { billable: true }) : null };
}
