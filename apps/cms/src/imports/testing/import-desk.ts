import { join } from 'node:path';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { type FileReport, type ImportRequest, importFile } from '../import-file.ts';
import { ImportRefused } from '../import-refused.ts';
import type { ImportReport } from '../import-report.ts';
import { writeMade } from './made-files.ts';

export interface ImportDesk extends TestDesk {
  /** Imports a made file. */
  give(name: string, content: string | Buffer, more?: Partial<ImportRequest>): Promise<FileReport>;
  /** Every table that an import may write, word for word. */
  everything(): Promise<string>;
}

/** A test desk into which made files are imported. */
export async function openImportDesk(): Promise<ImportDesk> {
  const desk = await openTestDesk();
  const folder = join(desk.env.dataFolder, 'files');
  return {
    ...desk,
    give: (name, content, more = {}) =>
      importFile(desk.payload, desk.env.dataFolder, { file: writeMade(folder, name, content), ...more }),
    everything: () => dumpOf(desk),
  };
}

const tables = [
  'codes',
  'code-facts',
  'edition-orders',
  'imports',
  'editions',
  'replacements',
  'code-systems',
  'copyright-notices',
  'rights-holders',
] as const;

async function dumpOf({ payload }: TestDesk): Promise<string> {
  const dumps: unknown[] = [];
  for (const collection of tables) {
    const { docs } = await payload.db.find({ collection, limit: 0, pagination: false, sort: 'id' });
    dumps.push([collection, docs]);
  }
  return JSON.stringify(dumps);
}

/** The only report of its kind. Throws where there is none. */
export function reportOf<Kind extends ImportReport['kind']>(
  { reports }: FileReport,
  kind: Kind,
): Extract<ImportReport, { kind: Kind }> {
  const isOfKind = (report: ImportReport): report is Extract<ImportReport, { kind: Kind }> =>
    report.kind === kind;
  const found = reports.find(isOfKind);
  if (!found) throw new Error(`no report of a ${kind} among ${reports.map((one) => one.kind).join(', ')}`);
  return found;
}

export async function refusalOf(work: Promise<unknown>): Promise<ImportRefused> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ImportRefused) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
}
