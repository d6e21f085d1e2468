import type { FactKind } from '@plaincode/code-sets';
import type { CodeSetEdition } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import type { BulkStore } from './bulk/index.ts';
import type { CodeRow } from './code-row.ts';
import type { FactRow } from './fact-row.ts';
import type { HeldEdition } from './held-editions.ts';

/** Which import a row belongs to. */
export interface ImportStamp {
  import: string;
  importSequence: number;
}

/** What one import brings, ready to be written. Rows come in steps, so that memory holds one step. */
export interface ImportToWrite {
  kind: 'codes' | 'corrections' | FactKind;
  edition: CodeSetEdition;
  /** Sorts editions of one source by the day they take effect. */
  sequence: number;
  file: { fileName: string; member: string | null; sha256: string; size: number };
  counts: Record<string, number>;
  /** What the maintainer's own lists of changes say of it. */
  checks: object | null;
  rows:
    | { of: 'codes'; total: number; order: readonly string[]; steps: (stamp: ImportStamp) => Steps<CodeRow> }
    | { of: 'facts'; total: number; steps: (stamp: ImportStamp) => Steps<FactRow> };
  /** For codes: whether the edition is one of the starter's, and the sample editions that give way. */
  sample: boolean;
  retiring: readonly HeldEdition[];
}

type Steps<Row> = AsyncGenerator<Row[]>;

const codesToAChunk = 5_000;

/**
 * Writes imports under ids of their own in state `loading` and then makes them visible together. Killed before
 * that, it leaves rows that nobody reads and that the next import sweeps.
 */
export async function writeImports(
  payload: Payload,
  bulk: BulkStore,
  works: readonly ImportToWrite[],
  progress: (done: number, total: number) => void,
): Promise<void> {
  const total = works.reduce((sum, { rows }) => sum + rows.total, 0);
  let importSequence = await lastSequence(payload);
  let done = 0;
  const written: { id: string; edition: OpenedEdition | null; work: ImportToWrite }[] = [];
  for (const work of works) {
    importSequence += 1;
    const edition = work.kind === 'codes' ? await openEdition(payload, work) : null;
    const id = await openImport(payload, work, importSequence);
    const stamp = { import: id, importSequence };
    for await (const rows of writeSteps(bulk, work, stamp)) {
      done += rows;
      progress(done, total);
    }
    if (work.rows.of === 'codes') await bulk.appendOrders(orderRows(work, work.rows.order, id));
    await finishImport(payload, id, work);
    written.push({ id, edition, work });
  }
  await makeVisible(bulk, written);
  for (const { edition } of written) await edition?.settle();
}

async function* writeSteps(
  bulk: BulkStore,
  { rows }: ImportToWrite,
  stamp: ImportStamp,
): AsyncGenerator<number> {
  if (rows.of === 'codes')
    for await (const step of rows.steps(stamp)) {
      await bulk.appendCodes(step);
      yield step.length;
    }
  else
    for await (const step of rows.steps(stamp)) {
      await bulk.appendFacts(step);
      yield step.length;
    }
}

function makeVisible(
  bulk: BulkStore,
  written: readonly { id: string; work: ImportToWrite }[],
): Promise<void> {
  const release = written.find(({ work }) => work.kind === 'codes')?.work;
  const retiring = release?.retiring ?? [];
  return bulk.complete({
    imports: written.map(({ id }) => id),
    edition: release ? { id: release.edition.id, sample: release.sample } : null,
    retireImports: retiring.flatMap((one) => one.imports.map((each) => each.id)),
    retireEditions: retiring.map((one) => one.id).filter((id) => id !== release?.edition.id),
  });
}

async function lastSequence(payload: Payload): Promise<number> {
  const page = await payload.db.find<{ sequence: number }>({
    collection: 'imports',
    sort: '-sequence',
    limit: 1,
    pagination: false,
  });
  return page.docs[0]?.sequence ?? 0;
}

interface OpenedEdition {
  settle(): Promise<void>;
}

/**
 * The edition's document. One that is new stands in state `loading` until the import is done; one that a
 * sample holds keeps the sample's words until then.
 */
async function openEdition(payload: Payload, work: ImportToWrite): Promise<OpenedEdition> {
  const { id: slug, codeSet, label, kind, published, effective } = work.edition;
  const words = { codeSet, label, kind, published, effective, sequence: work.sequence };
  const found = await payload.db.findOne<{ id: string }>({
    collection: 'editions',
    where: { slug: { equals: slug } },
  });
  if (!found) {
    await payload.db.create({
      collection: 'editions',
      data: { slug, ...words, state: 'loading', sample: work.sample },
      returning: false,
    });
    return { settle: async () => undefined };
  }
  const { id } = found;
  return {
    settle: async () =>
      void (await payload.db.updateOne({ collection: 'editions', id, data: words, returning: false })),
  };
}

async function openImport(payload: Payload, work: ImportToWrite, sequence: number): Promise<string> {
  const { codeSet, id: edition, label: editionLabel, effective } = work.edition;
  const { fileName, member, sha256, size } = work.file;
  const made = await payload.db.create({
    collection: 'imports',
    data: {
      codeSet,
      kind: work.kind,
      edition,
      editionLabel,
      effective,
      editionSequence: work.sequence,
      fileName,
      member,
      sha256,
      sizeBytes: size,
      state: 'loading',
      startedAt: new Date().toISOString(),
      sequence,
    },
  });
  return String(made.id);
}

function finishImport(payload: Payload, id: string, { counts, checks }: ImportToWrite): Promise<unknown> {
  const data = { finishedAt: new Date().toISOString(), counts, checks };
  return payload.db.updateOne({ collection: 'imports', id, data, returning: false });
}

function orderRows(
  { edition: { codeSet, id: edition } }: ImportToWrite,
  order: readonly string[],
  importId: string,
) {
  const chunks = Math.ceil(order.length / codesToAChunk);
  return Array.from({ length: chunks }, (_, chunk) => ({
    import: importId,
    codeSet,
    edition,
    chunk,
    codes: order.slice(chunk * codesToAChunk, (chunk + 1) * codesToAChunk),
  }));
}
