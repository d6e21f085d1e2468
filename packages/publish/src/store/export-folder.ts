import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PublishRefused } from '../refusal.ts';
import { shownFiles } from '../withheld/shown-files.ts';
import type { WithheldOnDay } from '../withheld/withheld-pages.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReleaseStore } from './release-store.ts';
import { readFiles } from './shards.ts';

/** The record that an export leaves of itself, by which the next one knows the folder and what is in it. */
const recordName = '.plaincode-export.json';

const exportRecord = z.strictObject({
  format: z.literal(1),
  release: z.string(),
  /** False while an export is under way, or where one was broken off. */
  complete: z.boolean(),
  /** File name to the hash of its bytes; an empty hash where an export that was broken off may have written. */
  files: z.record(z.string(), z.string()),
});
type ExportRecord = z.infer<typeof exportRecord>;

/** What an export did, in files. */
export type ExportReport = { release: string; files: number; written: number; kept: number; removed: number };

/**
 * Writes the current release as a plain static site: `DIR/hcpcs/J9000/index.html`. Files are hard links into the
 * store where the file system allows, else copies; only what differs from an earlier export is written, and
 * what left the release is removed. What may not be shown by now is left out, with the files that quote it. Refuses a folder that holds anything but an earlier export.
 */
export function exportFolder(store: ReleaseStore, folder: string, withheld: WithheldOnDay): ExportReport {
  const manifest = store.current();
  if (!manifest) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const before = readBefore(folder);
  const files = new Map<string, string>();
  for (const [path, file] of shownFiles(readFiles(store.objects, manifest.shards), withheld))
    files.set(fileNameOf(path), file.hash);
  mkdirSync(folder, { recursive: true });
  writeRecord(folder, { format: 1, release: manifest.id, complete: false, files: underWay(before, files) });
  const report: ExportReport = { release: manifest.id, files: files.size, written: 0, kept: 0, removed: 0 };
  for (const [name, hash] of files) {
    if (isThere(store.objects, folder, name, hash, before)) report.kept += 1;
    else {
      place(store.objects, join(folder, name), hash);
      report.written += 1;
    }
  }
  report.removed = removeLeft(folder, before, files);
  writeRecord(folder, { format: 1, release: manifest.id, complete: true, files: Object.fromEntries(files) });
  return report;
}

/** Where a URL path stands in a plain folder. The pages of refusals have the names that hosts look for. */
export function fileNameOf(path: string): string {
  if (path === '/404/' || path === '/410/') return `${path.slice(1, -1)}.html`;
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
}

function readBefore(folder: string): ExportRecord['files'] {
  if (!existsSync(folder)) return {};
  const record = join(folder, recordName);
  if (existsSync(record)) {
    const parsed = exportRecord.safeParse(JSON.parse(readFileSync(record, 'utf8')));
    if (parsed.success) return parsed.data.files;
  }
  if (readdirSync(folder).length === 0) return {};
  throw new PublishRefused(
    'folder-not-empty',
    'The folder holds something other than an earlier export: give another, or an empty one.',
  );
}

/** Everything that may be in the folder if this export is broken off. */
function underWay(before: ExportRecord['files'], files: ReadonlyMap<string, string>): ExportRecord['files'] {
  const both: ExportRecord['files'] = { ...before };
  for (const [name, hash] of files) if (before[name] !== hash) both[name] = '';
  return both;
}

function isThere(
  objects: ObjectStore,
  folder: string,
  name: string,
  hash: string,
  before: ExportRecord['files'],
): boolean {
  if (before[name] !== hash) return false;
  return statSync(join(folder, name), { throwIfNoEntry: false })?.size === objects.sizeOf(hash);
}

/** By way of another name, so that a host that serves this folder never meets half a file. */
function place(objects: ObjectStore, file: string, hash: string): void {
  const temporary = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(temporary, { force: true });
  try {
    linkSync(objects.fileOf(hash), temporary);
  } catch (error) {
    // Another file system, one without hard links, or a file that has as many of them as it can.
    if (!(error instanceof Error && 'code' in error) || !linkRefusals.has(String(error.code))) throw error;
    copyFileSync(objects.fileOf(hash), temporary);
  }
  renameSync(temporary, file);
  // Renaming one hard link over another of the same file leaves both (rename(2)).
  rmSync(temporary, { force: true });
}

const linkRefusals = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES']);

function removeLeft(
  folder: string,
  before: ExportRecord['files'],
  files: ReadonlyMap<string, string>,
): number {
  let removed = 0;
  for (const name of Object.keys(before)) {
    // The record is a file like any other: what it names outside the folder is not ours to remove.
    if (files.has(name) || name.split(/[/\\]/).includes('..')) continue;
    rmSync(join(folder, name), { force: true });
    removed += 1;
    removeEmpty(folder, dirname(name));
  }
  return removed;
}

function removeEmpty(folder: string, name: string): void {
  for (let at = name; at !== '.' && at !== ''; at = dirname(at)) {
    const path = join(folder, at);
    if (!existsSync(path) || readdirSync(path).length > 0) return;
    rmdirSync(path);
  }
}

function writeRecord(folder: string, record: ExportRecord): void {
  const file = join(folder, recordName);
  writeFileSync(`${file}.new`, JSON.stringify(record));
  renameSync(`${file}.new`, file);
}
