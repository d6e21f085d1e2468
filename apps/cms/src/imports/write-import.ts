import type { Payload } from 'payload';
import type { BulkStore } from './bulk/index.ts';
import { type CodeRow, rowKey } from './code-row.ts';
import type { HeldEdition } from './held-editions.ts';
import type { ImportPlan, PlannedRow } from './plan-import.ts';
import type { ReleaseFile, ReleaseRow } from './read-release.ts';
import { rowsByKey } from './read-rows.ts';

export interface ImportToWrite {
  release: ReleaseFile;
  plan: ImportPlan;
  /** The edition's codes in official order. */
  order: readonly string[];
  sequence: number;
  /** The next later edition, which repair rows belong to. */
  next: HeldEdition | null;
  sample: boolean;
  /** Sample editions that give way. */
  retiring: readonly HeldEdition[];
}

const codesToAChunk = 5_000;
const rowsToAStep = 2_000;

/**
 * Writes an import under its own id in state `loading` and then makes it visible. Killed before that, it
 * leaves rows that nobody reads and that the next import sweeps.
 */
export async function writeImport(
  payload: Payload,
  bulk: BulkStore,
  work: ImportToWrite,
  progress: (done: number) => void,
): Promise<void> {
  const { release, plan, sample, retiring } = work;
  const importSequence = await nextSequence(payload);
  const edition = await openEdition(payload, work);
  const importId = await openImport(payload, release, importSequence);
  let done = 0;
  for await (const rows of rowsToWrite(payload, work, importId, importSequence)) {
    await bulk.appendCodes(rows);
    done += rows.length;
    progress(done);
  }
  await bulk.appendOrders(orderRows(release, work.order, importId));
  const finishedAt = new Date().toISOString();
  await payload.db.updateOne({
    collection: 'imports',
    id: importId,
    data: { finishedAt, counts: { codes: work.order.length, ...plan.counts } },
    returning: false,
  });
  await bulk.complete({
    importId,
    edition: release.edition.id,
    sample,
    retireImports: retiring.flatMap((one) => one.imports.map((each) => each.id)),
    retireEditions: retiring.map((one) => one.id).filter((id) => id !== release.edition.id),
  });
  await edition.settle();
}

async function nextSequence(payload: Payload): Promise<number> {
  const page = await payload.db.find<{ sequence: number }>({
    collection: 'imports',
    sort: '-sequence',
    limit: 1,
    pagination: false,
  });
  return (page.docs[0]?.sequence ?? 0) + 1;
}

/**
 * The edition's document. One that is new stands in state `loading` until the import is done; one that a
 * sample holds keeps the sample's words until then.
 */
async function openEdition(payload: Payload, work: ImportToWrite): Promise<{ settle(): Promise<void> }> {
  const { id: slug, codeSet, label, kind, published, effective } = work.release.edition;
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

async function openImport(payload: Payload, release: ReleaseFile, sequence: number): Promise<string> {
  const made = await payload.db.create({
    collection: 'imports',
    data: {
      codeSet: release.edition.codeSet,
      edition: release.edition.id,
      fileName: release.fileName,
      member: release.member,
      sha256: release.sha256,
      sizeBytes: release.sizeBytes,
      state: 'loading',
      startedAt: new Date().toISOString(),
      sequence,
    },
  });
  return String(made.id);
}

async function* rowsToWrite(
  payload: Payload,
  work: ImportToWrite,
  importId: string,
  importSequence: number,
): AsyncGenerator<CodeRow[]> {
  const records = new Map(work.release.rows.map((row) => [row.code, row]));
  for (let start = 0; start < work.plan.rows.length; start += rowsToAStep) {
    const planned = work.plan.rows.slice(start, start + rowsToAStep);
    const copied = planned.flatMap(({ content }) => (content.from === 'row' ? [content.key] : []));
    const earlier = await rowsByKey(payload, copied);
    yield planned.map((row) => {
      const content = row.content.from === 'row' ? earlier.get(row.content.key) : records.get(row.code);
      if (!content) throw new Error(`The plan names the code ${row.code}, which the file does not hold.`);
      return stored(row, content, work, importId, importSequence);
    });
  }
}

function stored(
  planned: PlannedRow,
  content: CodeRow | ReleaseRow,
  work: ImportToWrite,
  importId: string,
  importSequence: number,
): CodeRow {
  const { codeSet, id } = work.release.edition;
  const { code, editionSequence, present } = planned;
  const edition = editionSequence === work.sequence ? id : (work.next?.id ?? id);
  const {
    displayCode,
    codeType,
    billable,
    parent,
    shortDescriptor,
    mediumDescriptor,
    longDescriptor,
    dates,
    indicators,
    contentHash,
  } = content;
  const place = { codeSet, editionSequence, importSequence, code };
  return {
    ...place,
    key: rowKey(place),
    import: importId,
    edition,
    present,
    displayCode,
    codeType,
    billable,
    parent,
    shortDescriptor,
    mediumDescriptor,
    longDescriptor,
    dates,
    indicators,
    contentHash,
  };
}

function orderRows(release: ReleaseFile, order: readonly string[], importId: string) {
  const { codeSet, id: edition } = release.edition;
  const chunks = Math.ceil(order.length / codesToAChunk);
  return Array.from({ length: chunks }, (_, chunk) => ({
    import: importId,
    codeSet,
    edition,
    chunk,
    codes: order.slice(chunk * codesToAChunk, (chunk + 1) * codesToAChunk),
  }));
}
