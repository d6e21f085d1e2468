import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import {
  cacheFile,
  compressRelease,
  exportFolder,
  type Forget,
  type ListedRelease,
  type PruneReport,
  type PruneRule,
  pruneStore,
  RenderedCache,
  rollBack,
  takeKeepLock,
  takeLock,
  verifyRelease,
} from '@plaincode/publish';
import type { PublisherEnv } from '../env.ts';
import { openStore, openWithheldPages, stateFolder } from '../publisher.ts';

type Print = (document: object, text: string) => void;

const said = (count: number) => count.toLocaleString('en-US');

/** `release list`. */
export function runList(env: PublisherEnv, print: Print): void {
  const releases = openStore(env).list();
  const text = releases.length > 0 ? releases.map(describe).join('\n') : 'Nothing has been published yet.';
  print({ releases }, text);
}

/** `release verify`. Answers whether the release is whole. */
export async function runVerify(env: PublisherEnv, print: Print): Promise<boolean> {
  const report = await verifyRelease(openStore(env));
  const damage = report.damage.map(({ path, message }) => `  ${path}: ${message}`);
  const whole = damage.length === 0;
  const text = whole
    ? `${report.release} is whole: ${said(report.files)} files, ${said(report.bytes)} bytes, every hash as recorded.`
    : [
        `${report.release} is damaged in ${said(damage.length)} places:`,
        ...damage,
        'Publish with --full to write them anew.',
      ].join('\n');
  print({ whole, ...report }, text);
  return whole;
}

/** `release rollback [ID]`. */
export async function runRollback(env: PublisherEnv, id: string | null, print: Print): Promise<void> {
  const release = takeLock(stateFolder(env));
  const now = new Date();
  try {
    const manifest = await rollBack(openStore(env), id, now, openWithheldPages(env).on(now));
    print(
      { release: manifest.id, parent: manifest.parent, reason: manifest.reason },
      `${manifest.id} is served: ${manifest.reason}.`,
    );
  } finally {
    release();
  }
}

/** `release export DIR`. */
export function runExport(env: PublisherEnv, folder: string, print: Print): void {
  const report = exportFolder(openStore(env), folder, openWithheldPages(env).on(new Date()));
  const { release, files, written, kept, removed } = report;
  print(
    report,
    `${release} in ${folder}: ${said(files)} files, ${said(written)} written, ${said(kept)} as they were, ${said(removed)} removed.`,
  );
}

/** `release prune`. Takes the publisher's lock to look, too: what a publish has just written belongs to no release yet. */
export function runPrune(
  env: PublisherEnv,
  { check, dropDamaged, ...rule }: PruneRule & { check: boolean; dropDamaged: boolean },
  print: Print,
): void {
  const folder = stateFolder(env);
  const release = takeLock(folder);
  try {
    const prune = takeKeepLock(folder);
    try {
      const options = { check, dropDamaged, forget: forgetterOf(folder) };
      const report = pruneStore(openStore(env), rule, new Date(), options);
      print(report, describePrune(report));
    } finally {
      prune();
    }
  } finally {
    release();
  }
}

function forgetterOf(folder: string): Forget {
  return (isNeeded, served) => {
    const cache = new RenderedCache(cacheFile(folder));
    try {
      return cache.forget(isNeeded, served);
    } finally {
      cache.close();
    }
  };
}

/** In bytes: compressed files never take the last of a disk. */
const roomForPublishes = 512 * 1024 * 1024;

function describePrune({ outcome, releases, objects, bytes }: PruneReport): string {
  const counts = `${said(releases.removed.length)} releases and ${said(objects.removed)} files (${said(bytes.removed)} bytes)`;
  const rest = `${said(releases.kept)} releases and ${said(objects.kept)} files (${said(bytes.kept)} bytes) stay`;
  return outcome === 'checked'
    ? `A prune would remove ${counts}; ${rest}. Nothing was removed.`
    : `Removed ${counts}; ${rest}.`;
}

/** `release compress`: gives way to every other process, and does nothing where another is at it. */
export function runCompress(
  env: Pick<PublisherEnv, 'data'>,
  { anew }: { anew: boolean },
  print: Print,
): void {
  setPriority(constants.priority.PRIORITY_LOW);
  const folder = stateFolder(env);
  const letGo = takeLock(join(folder, 'compress'));
  try {
    const report = compressRelease(openStore(env), {
      stateFolder: folder,
      anew,
      leaveFree: roomForPublishes,
    });
    const { compressed, there, left } = report.files;
    const { before, after } = report.bytes;
    print(
      report,
      `${report.release}: ${said(compressed)} files compressed from ${said(before)} to ${said(after)} bytes, ${said(there)} were, ${said(left)} are sent as they are.`,
    );
  } finally {
    letGo();
  }
}

function describe({ id, current, manifest }: ListedRelease): string {
  const facts = manifest
    ? `${said(manifest.counts.pages)} pages  ${manifest.reason}`
    : 'its manifest cannot be read';
  return `${current ? '*' : ' '} ${id}  ${facts}`;
}
