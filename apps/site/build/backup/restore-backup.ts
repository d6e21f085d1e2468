import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openWithheld, PublishRefused } from '@plaincode/publish';
import { SettingError } from '../env.ts';
import { ArchiveDamaged, readArchive } from './archive.ts';
import { type BackupHead, backupHead, keysOf, secretsFile } from './backup-head.ts';

export type RestoreAsked = {
  file: string;
  /** The data folder to be: absent or empty. */
  into: string;
  secrets: string | null;
  /** Folders of data whose takedowns hold as well, such as the one that broke. */
  takedownsOf: string[];
};

export type RestoreReport = {
  outcome: 'restored';
  into: string;
  created: string;
  release: string | null;
  databases: string[];
  files: number;
  secrets: boolean;
  takedowns: { fromBackup: number; added: number };
};

/**
 * Restores a backup into a data folder that is absent or empty. Everything is written and held against its hash in a folder
 * beside it, which takes the name last, in one step: stopped at any moment, the data folder is as it was. Throws an
 * `ArchiveDamaged` or a `SettingError`.
 */
export async function restoreBackup(asked: RestoreAsked): Promise<RestoreReport> {
  const { file, into } = asked;
  if (!existsSync(file)) throw new SettingError(`There is no backup ${file}.`);
  if (existsSync(into) && readdirSync(into).length > 0)
    throw new SettingError(
      `${into} is not empty. Move it aside, or restore with --into another folder: nothing is written over.`,
    );
  removeLeft(into);
  const half = `${into}.restoring-${process.pid}`;
  mkdirSync(half, { recursive: true, mode: 0o700 });
  try {
    const { files } = await readArchive(file, (name, bytes) => place(half, name, bytes));
    const head = readHead(half);
    const secrets = asked.secrets === null ? false : placeSecrets(half, asked.secrets, head);
    const takedowns = mergeTakedowns(half, asked.takedownsOf);
    rmSync(join(half, 'backup.json'));
    putOnDisk(half);
    if (existsSync(into)) rmdirSync(into);
    renameSync(half, into);
    const { created, release, databases } = head;
    return { outcome: 'restored', into, created, release, databases, files, secrets, takedowns };
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error instanceof ArchiveDamaged
      ? new PublishRefused(
          'backup-damaged',
          `${file} cannot be restored: ${error.message}. Nothing was changed.`,
        )
      : error;
  }
}

const parts = new Set(['cms', 'gate', 'store', 'withheld']);

/** Names come from a file that anyone may have written: none leads out of the folder. */
async function place(folder: string, name: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const segments = name.split('/');
  const safe = segments.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
  if (!safe || !(name === 'backup.json' || (segments.length > 1 && parts.has(segments[0] ?? ''))))
    throw new ArchiveDamaged(`it holds ${name}, which belongs to no backup`);
  const file = join(folder, ...segments);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(bytes, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  // As the publisher writes them: an export shares these files by hard link.
  if (name.startsWith('store/objects/')) chmodSync(file, 0o444);
}

function readHead(folder: string): BackupHead {
  try {
    return backupHead.parse(JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')));
  } catch {
    throw new ArchiveDamaged('it does not say what it is');
  }
}

function placeSecrets(folder: string, from: string, { keys }: BackupHead): true {
  const parsed = secretsFile.safeParse(readJson(from));
  if (!parsed.success) throw new SettingError(`${from} is no file of secrets.`);
  mkdirSync(join(folder, 'secrets'), { mode: 0o700 });
  for (const [name, text] of Object.entries(parsed.data.secrets))
    writeFileSync(join(folder, 'secrets', name), text, { mode: 0o600 });
  if (keys !== null && keysOf({ data: folder }) !== keys)
    throw new SettingError(`The keys in ${from} are not those that sealed the pages of this backup.`);
  return true;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new SettingError(`${file} cannot be read.`);
  }
}

/** No takedown is lost by going back: the lists of the backup and of each other folder become one. */
function mergeTakedowns(folder: string, others: readonly string[]): RestoreReport['takedowns'] {
  const list = openWithheld(join(folder, 'withheld'));
  const fromBackup = list.takedowns().length;
  for (const other of others) {
    const known = openWithheld(join(other, 'withheld')).takedowns();
    if (known.length > 0) list.add(known);
  }
  return { fromBackup, added: list.takedowns().length - fromBackup };
}

/** Before the folder takes its name. Without the system's `sync`, the machine does it in its own time. */
function putOnDisk(folder: string): void {
  spawnSync('sync', ['-f', folder], { stdio: 'ignore' });
}

/** Folders of restores that were stopped. */
function removeLeft(into: string): void {
  const start = `${basename(into)}.restoring-`;
  if (!statSync(dirname(into), { throwIfNoEntry: false })) return;
  for (const name of readdirSync(dirname(into)))
    if (name.startsWith(start) && !isRunning(Number(name.slice(start.length))))
      rmSync(join(dirname(into), name), { recursive: true, force: true });
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
