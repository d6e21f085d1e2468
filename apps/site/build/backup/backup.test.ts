import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { variantEndings } from '@plaincode/content-schemas';
import { openReleaseStore, openWithheld, takeDown, takeKeepLock, verifyRelease } from '@plaincode/publish';
import { makeRelease } from '@plaincode/publish/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeData } from '../build-for-tests.ts';
import { type ArchiveFile, readArchive, writeArchive } from './archive.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let data: ReturnType<typeof makeData>;
let out: string;
let database: DatabaseSync;
beforeEach(() => {
  data = makeData();
  out = mkdtempSync(join(tmpdir(), 'plaincode-backup-'));
  for (const folder of ['cms/media', 'gate/mail']) mkdirSync(join(data.folder, folder), { recursive: true });
  writeFileSync(join(data.folder, 'cms/media/drawing ä.png'), 'a drawing');
  writeFileSync(join(data.folder, 'gate/mail/1.txt'), 'a mail');
  database = new DatabaseSync(join(data.folder, 'cms/cms.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE texts (words TEXT); PRAGMA user_version = 7');
  database.exec("INSERT INTO texts VALUES ('first')");
  makeRelease(store(), { '/': 'home', '/hcpcs/J9000/': 'old text' });
  makeRelease(store(), { '/': 'home', '/hcpcs/J9000/': 'new text' });
});
afterEach(() => {
  database.close();
  data.remove();
  rmSync(out, { recursive: true, force: true });
});

const store = (folder = data.folder) => openReleaseStore(join(folder, 'store'));
const file = () => join(out, 'backup.tar.zst');
const into = () => join(out, 'restored');
const asked = () => ({ file: file(), secrets: null, withoutDatabases: false });
const restore = (more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ file: file(), into: into(), secrets: null, takedownsOf: [], ...more });
const takeItDown = (folder: string, target: string) =>
  takeDown(
    store(folder),
    openWithheld(join(folder, 'withheld')),
    { target, reason: 'asked by the rights holder', lift: false },
    new Date(),
  );
const isDown = (folder: string, path: string) =>
  openWithheld(join(folder, 'withheld')).on(new Date()).isWithheld(path);

describe('a backup, restored', () => {
  it('serves the same release, and holds databases, images, mails and takedowns, and no secret', async () => {
    takeItDown(data.folder, '/hcpcs/J9000/');
    const { objects } = store();
    const variant = `${objects.fileOf(objects.write(Buffer.from('home')).hash)}${variantEndings.br}`;
    writeFileSync(variant, 'compressed');
    const report = await writeBackup(data.env, asked());
    expect(report).toMatchObject({ release: store().current()?.id, releases: 2, damaged: [], secrets: null });
    expect(report.databases).toEqual(['cms/cms.sqlite']);
    expect(await restore()).toMatchObject({
      release: report.release,
      takedowns: { fromBackup: 1, added: 0 },
    });
    expect(readdirSync(into()).sort()).toEqual(['cms', 'gate', 'store', 'withheld']);
    expect(await verifyRelease(store(into()))).toMatchObject({ release: report.release, damage: [] });
    expect(store(into()).list()).toEqual(store().list());
    expect(existsSync(variant.replace(data.folder, into()))).toBe(false);
    expect(existsSync(variant.replace(data.folder, into()).slice(0, -3))).toBe(true);
    expect(readFileSync(join(into(), 'cms/media/drawing ä.png'), 'utf8')).toBe('a drawing');
    expect(readFileSync(join(into(), 'gate/mail/1.txt'), 'utf8')).toBe('a mail');
    expect(isDown(into(), '/hcpcs/J9000/')).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file()).includes(readFileSync(join(data.folder, 'secrets/revision-key')))).toBe(
      false,
    );
  });

  it('has the database as it stood at one moment, while others write to it', async () => {
    database.exec("BEGIN; INSERT INTO texts VALUES ('not yet committed')");
    await writeBackup(data.env, asked());
    database.exec('COMMIT');
    await restore();
    const copy = new DatabaseSync(join(into(), 'cms/cms.sqlite'));
    expect(copy.prepare('SELECT words FROM texts').all()).toEqual([{ words: 'first' }]);
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 7 });
    copy.close();
  });

  it('forgets no takedown that was made after it', async () => {
    await writeBackup(data.env, asked());
    takeItDown(data.folder, '/hcpcs/J9000/');
    const report = await restore({ takedownsOf: [data.folder] });
    expect(report.takedowns).toEqual({ fromBackup: 0, added: 1 });
    expect(isDown(into(), '/hcpcs/J9000/')).toBe(true);
  });

  it('has its secrets in a file of their own, which must be those of its pages', async () => {
    const secrets = join(out, 'secrets.json');
    await writeBackup(data.env, { ...asked(), secrets });
    expect(statSync(secrets).mode & 0o777).toBe(0o600);
    expect(await restore({ secrets })).toMatchObject({ secrets: true });
    expect(readFileSync(join(into(), 'secrets/root-keys.json'))).toEqual(
      readFileSync(join(data.folder, 'secrets/root-keys.json')),
    );
    const other = readFileSync(secrets, 'utf8')
      .replace('"RAAA', '"SAAA')
      .replace(/\\"RAAA/, '\\"SAAA');
    writeFileSync(secrets, other);
    const elsewhere = join(out, 'elsewhere');
    await expect(restore({ secrets, into: elsewhere })).rejects.toThrow('not those that sealed');
    expect(existsSync(elsewhere)).toBe(false);
  });
});

/** A file system of a few megabytes may be mounted by whoever may have a name space of their own. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

it.skipIf(!mayMount)(
  'a disk that is full (Linux, where unshare and mount are allowed) is told, keeps nothing of a backup or a restore, and takes the next when it has room',
  () => {
    for (const name of ['1.bin', '2.bin'])
      writeFileSync(join(data.folder, 'cms/media', name), randomBytes(1024 * 1024));
    const main = join(import.meta.dirname, '..', 'main.ts');
    const steps = `
      mount -t tmpfs -o size=1m tmpfs "$OUT"
      run() { "$NODE" "$MAIN" "$@" > "$SAID" 2>&1; echo "$1 $?: $(head -c 90 "$SAID" | head -1)"; ls -A "$OUT"; }
      run backup "$OUT/file"
      mount -o remount,size=3m "$OUT"
      run backup "$OUT/file"
      run restore "$OUT/file" --into "$OUT/restored"
      mount -o remount,size=20m "$OUT"
      run restore "$OUT/file" --into "$OUT/restored"`;
    const env = { ...process.env, PLAINCODE_DATA: data.folder, MAIN: main, NODE: process.execPath };
    const said = join(data.folder, 'said');
    const told = spawnSync('unshare', ['-rm', 'sh', '-c', steps], {
      env: { ...env, OUT: out, SAID: said },
      encoding: 'utf8',
    });
    const full = 'The disk is full. Free some room and run the command again: what is served is as it was.';
    expect(told.stdout.split('\n').filter((line) => line !== '')).toEqual([
      `backup 1: ${full}`.slice(0, 100),
      expect.stringContaining('backup 0: '),
      'file',
      `restore 1: ${full}`.slice(0, 101),
      'file',
      expect.stringContaining('restore 0: '),
      'file',
      'restored',
    ]);
  },
  60_000,
);

describe('a backup is refused', () => {
  it('where a file would be written over, where databases are elsewhere, and while old releases are pruned', async () => {
    writeFileSync(file(), 'mine');
    await expect(writeBackup(data.env, asked())).rejects.toThrow('exists');
    rmSync(file());
    const mongo = { ...data.env, databaseUrl: 'mongodb://127.0.0.1/plaincode' };
    await expect(writeBackup(mongo, asked())).rejects.toThrow('mongodump');
    const letGo = takeKeepLock(join(data.folder, 'publisher'));
    await expect(writeBackup(data.env, asked())).rejects.toThrow('at work');
    letGo();
    expect(readdirSync(out)).toEqual([]);
    const rest = await writeBackup(mongo, { ...asked(), withoutDatabases: true });
    expect(rest.databases).toEqual([]);
  });

  it('never for a damaged file: it is named and left out', async () => {
    const damaged = store().objects.write(Buffer.from('old text'));
    const object = store().objects.fileOf(damaged.hash);
    chmodSync(object, 0o644);
    writeFileSync(object, 'OLD TEXT');
    expect((await writeBackup(data.env, asked())).damaged).toEqual([damaged.hash]);
    await restore();
    expect((await verifyRelease(store(into()))).damage).toEqual([]);
  });
});

describe('a restore is refused and leaves nothing', () => {
  const left = () => readdirSync(out).filter((name) => name !== 'backup.tar.zst');

  it('into a folder that holds anything', async () => {
    await writeBackup(data.env, asked());
    mkdirSync(into());
    await restore();
    await expect(restore()).rejects.toThrow('is not empty');
  });

  it.each([
    ['cut short', (name: string) => truncateSync(name, statSync(name).size - 40)],
    ['cut in half', (name: string) => truncateSync(name, Math.floor(statSync(name).size / 2))],
    [
      'changed in one byte',
      (name: string) => {
        const bytes = readFileSync(name);
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(name, bytes);
      },
    ],
    ['no backup at all', (name: string) => writeFileSync(name, 'hello')],
  ])('from a file that is %s', async (_, damage) => {
    await writeBackup(data.env, asked());
    damage(file());
    await expect(restore()).rejects.toThrow(/cannot be restored: .*Nothing was changed/);
    expect(left()).toEqual([]);
  });

  it('from one that holds what belongs to no backup, or lacks what says what it is', async () => {
    await writeBackup(data.env, asked());
    const files: ArchiveFile[] = [];
    await readArchive(file(), async (name, bytes) => {
      const chunks: Buffer[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      files.push({ name, bytes: Buffer.concat(chunks) });
    });
    for (const [name, message] of [
      ['store/../../evil', 'belongs to no backup'],
      ['secrets/root-keys.json', 'belongs to no backup'],
      ['/etc/evil', 'belongs to no backup'],
    ] as const) {
      rmSync(file());
      await writeArchive(file(), [...files, { name, bytes: Buffer.from('evil') }]);
      await expect(restore()).rejects.toThrow(message);
    }
    rmSync(file());
    await writeArchive(file(), files.slice(1));
    await expect(restore()).rejects.toThrow('does not say what it is');
    expect(left()).toEqual([]);
  });

  it('when it is killed, and the next one clears up after it', async () => {
    for (let at = 0; at < 30; at += 1)
      writeFileSync(join(data.folder, 'cms/media', `${at}.bin`), Buffer.alloc(1024 * 1024, `${at}`));
    await writeBackup(data.env, asked());
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '..', 'main.ts'), 'restore', file(), '--into', into()],
      {
        env: { PATH: process.env.PATH, PLAINCODE_DATA: join(out, 'none') },
        stdio: 'ignore',
      },
    );
    while (left().length === 0 && child.exitCode === null)
      await new Promise((resume) => setTimeout(resume, 5));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(into())).toBe(false);
    expect(left()).toHaveLength(1);
    await restore();
    expect(left()).toEqual(['restored']);
    expect((await verifyRelease(store(into()))).damage).toEqual([]);
  });
});
