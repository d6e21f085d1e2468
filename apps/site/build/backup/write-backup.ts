import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { neededObjects, PublishRefused, type ReleaseStore, takeKeepLock } from '@plaincode/publish';
import { type PublisherEnv, SettingError } from '../env.ts';
import { openStore, stateFolder } from '../publisher.ts';
import { type ArchiveFile, writeArchive } from './archive.ts';
import { type BackupHead, keysOf } from './backup-head.ts';
import { copyDatabase } from './databases.ts';

export type BackupAsked = {
  file: string;
  /** Where the secrets go, into a file of their own; null leaves them out. */
  secrets: string | null;
  /** For an installation on MongoDB, whose databases its own tools back up. */
  withoutDatabases: boolean;
};

/** What a backup holds. Sizes in bytes. */
export type BackupReport = {
  outcome: 'written';
  file: string;
  release: string | null;
  releases: number;
  databases: string[];
  files: number;
  bytes: number;
  size: number;
  /** Hashes of files of the store that are damaged or missing, and so are not in it. */
  damaged: string[];
  secrets: string | null;
};

/**
 * Writes one file from which the installation can be restored, while it runs: databases, releases, images, mails,
 * takedowns. Throws where a file of that name exists; then, and when it is stopped, none is left behind.
 */
export async function writeBackup(env: PublisherEnv, asked: BackupAsked): Promise<BackupReport> {
  refuse(env, asked);
  const letGo = takeKeepLock(stateFolder(env));
  const folder = mkdtempSync(join(dirname(asked.file), '.backup-'));
  try {
    const part = join(folder, 'part');
    const { report, files } = await gather(env, asked, folder);
    const written = await writeArchive(part, files);
    if (asked.secrets !== null) writeSecrets(env.data, asked.secrets);
    report.size = statSync(part).size;
    renameSync(part, asked.file);
    return { ...report, ...written };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    letGo();
  }
}

function refuse({ data, databaseUrl }: PublisherEnv, { file, secrets, withoutDatabases }: BackupAsked): void {
  if (!existsSync(data)) throw new SettingError(`There is no data folder ${data}: set PLAINCODE_DATA.`);
  for (const one of [file, secrets])
    if (one !== null && existsSync(one))
      throw new SettingError(`${one} exists: give the name of a new file.`);
  if (isMongo(databaseUrl) && !withoutDatabases)
    throw new SettingError(
      'The databases are in MongoDB. Dump them with its own tool just after this backup (mongodump --uri "$DATABASE_URL" --archive=FILE --gzip), and give --without-databases here.',
    );
}

export const isMongo = (databaseUrl: string | undefined): boolean => /^mongodb/.test(databaseUrl ?? '');

/** The desk's database, which may stand elsewhere, and the gate's. */
function databasesOf({ data, databaseUrl }: PublisherEnv): Record<string, string> {
  const desk = databaseUrl?.startsWith('file:')
    ? databaseUrl.slice('file:'.length)
    : join(data, 'cms', 'cms.sqlite');
  return { 'cms/cms.sqlite': desk, 'gate/gate.sqlite': join(data, 'gate', 'gate.sqlite') };
}

async function gather(
  env: PublisherEnv,
  { withoutDatabases, secrets, file }: BackupAsked,
  folder: string,
): Promise<{ report: BackupReport; files: Iterable<ArchiveFile> }> {
  const store = openStore(env);
  // The release first and the desk after: the desk's audit log then holds the row that the release names.
  const released = readReleases(store);
  const copies: ArchiveFile[] = [];
  for (const [name, from] of withoutDatabases ? [] : Object.entries(databasesOf(env))) {
    const copy = join(folder, name.replace('/', '-'));
    if (copyDatabase(from, copy)) copies.push({ name, file: copy, size: statSync(copy).size });
  }
  const head: BackupHead = {
    format: 1,
    created: new Date().toISOString(),
    release: released.release,
    keys: keysOf(env),
    databases: copies.map(({ name }) => name),
  };
  const report: BackupReport = {
    outcome: 'written',
    file,
    release: released.release,
    releases: released.manifests.length,
    databases: head.databases,
    files: 0,
    bytes: 0,
    size: 0,
    damaged: [],
    secrets,
  };
  function* files(): Generator<ArchiveFile> {
    yield { name: 'backup.json', bytes: Buffer.from(`${JSON.stringify(head, null, 1)}\n`) };
    yield* copies;
    for (const part of ['withheld', 'cms/media', 'gate/mail']) yield* folderFiles(env.data, part);
    yield* objects(store, released.needed, report.damaged);
    yield* released.manifests;
    if (released.pointer) yield released.pointer;
  }
  return { report, files: files() };
}

type Released = {
  release: string | null;
  manifests: ArchiveFile[];
  needed: Iterable<string>;
  pointer: ArchiveFile | null;
};

/** All releases that can be read whole, and everything that they need. */
function readReleases(store: ReleaseStore): Released {
  const pointer = join(store.root, 'current');
  if (!existsSync(pointer)) return { release: null, manifests: [], needed: [], pointer: null };
  const bytes = readFileSync(pointer);
  const current = store.current();
  const listed = store.list();
  const { needed, damaged } = neededObjects(store, listed);
  if (current && damaged.includes(current.id))
    throw new PublishRefused(
      'release-damaged',
      'The current release cannot be read whole: publish with --full first.',
    );
  const manifests = listed
    .filter(({ id }) => !damaged.includes(id))
    .map(({ id }) => ({
      name: `store/manifests/${id}.json`,
      bytes: readFileSync(join(store.root, 'manifests', `${id}.json`)),
    }));
  return { release: current?.id ?? null, manifests, needed, pointer: { name: 'store/current', bytes } };
}

/** The bytes of objects, each held against its name: a damaged one is named and left out. */
function* objects(
  { objects: held }: ReleaseStore,
  needed: Iterable<string>,
  damaged: string[],
): Generator<ArchiveFile> {
  for (const hash of needed) {
    const bytes = held.sizeOf(hash) === null ? null : held.read(hash);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === hash)
      yield { name: `store/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes };
    else damaged.push(hash);
  }
}

function* folderFiles(data: string, part: string): Generator<ArchiveFile> {
  const folder = join(data, part);
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    // A lock, or a file on its way to its name.
    if (!entry.isFile() || /^lock|\.\d+$/.test(entry.name)) continue;
    const bytes = readIfThere(file);
    if (bytes) yield { name: `${part}/${file.slice(folder.length + 1).replaceAll('\\', '/')}`, bytes };
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeSecrets(data: string, to: string): void {
  const folder = join(data, 'secrets');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const secrets = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  writeFileSync(to, `${JSON.stringify({ format: 1, secrets }, null, 1)}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
}
