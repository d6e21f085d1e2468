import { createHash, randomUUID } from 'node:crypto';
import {
  PublishRefused,
  type ReleaseStore,
  readFiles,
  shownFiles,
  type WithheldOnDay,
} from '@plaincode/publish';
import { planUpload, type Upload, type UploadPlan } from './plan-upload.ts';
import { Replaced, type Target } from './s3-target.ts';
import { emptyIndex, indexName, type UploadIndex, uploadIndex } from './upload-index.ts';

export type UploadReport = {
  outcome: 'uploaded' | 'checked';
  release: string;
  files: number;
  written: number;
  kept: number;
  removed: number;
  bytes: number;
  purge: string[];
};

export type UploadChoices = {
  withheld: WithheldOnDay;
  check: boolean;
  now: () => Date;
  /** Told of the purge list before the upload counts as complete, so that it is not lost with us. */
  onPurge?: (paths: readonly string[]) => void;
  onProgress?: (done: number, total: number) => void;
};

const parallel = 16;
/** How often an upload gives a sign and says how far it is. */
const signEvery = 15_000;
/** Without a sign for this long, an upload counts as stopped. */
const silence = 60_000;

/**
 * Brings a prefix of an object store to the current release: assets first, pages after, removals last, and only what differs
 * from the upload before. One that was stopped is taken up where it last gave a sign. Refuses while another is under way.
 */
export async function uploadRelease(
  store: ReleaseStore,
  target: Target,
  { withheld, check, now, onPurge = () => {}, onProgress = () => {} }: UploadChoices,
): Promise<UploadReport> {
  const manifest = store.current();
  if (!manifest) throw new PublishRefused('no-release', 'Nothing has been published yet.');
  const files = shownFiles(readFiles(store.objects, manifest.shards), withheld);
  const held = await readIndex(target);
  const plan = planUpload(files, held.index, now());
  const report: UploadReport = {
    outcome: check ? 'checked' : 'uploaded',
    release: manifest.id,
    files: files.length,
    written: plan.assets.length + plan.pages.length,
    kept: plan.kept,
    removed: plan.removed.length,
    bytes: 0,
    purge: plan.purge,
  };
  if (check) return report;
  refuseUnderWay(held.index, now());
  try {
    await carryOut(store, target, held, plan, { report, now, onPurge, onProgress });
    return report;
  } catch (error) {
    if (!(error instanceof Replaced)) throw error;
    throw new PublishRefused('busy', 'Another upload took this place over. Run this one again.');
  }
}

type Held = { index: UploadIndex; etag: string | null };

async function carryOut(
  store: ReleaseStore,
  target: Target,
  held: Held,
  plan: UploadPlan,
  {
    report,
    now,
    onPurge,
    onProgress,
  }: Required<Pick<UploadChoices, 'now' | 'onPurge' | 'onProgress'>> & { report: UploadReport },
): Promise<void> {
  const log = await begin(target, held, plan, report.release, now);
  try {
    let done = 0;
    for (const group of [plan.assets, plan.pages])
      await inParallel(group, async (upload) => {
        const bytes = readWhole(store, upload);
        await target.put(upload.name, bytes, upload);
        report.bytes += bytes.length;
        done += 1;
        onProgress(done, report.written);
        await log.wrote(upload);
      });
    await target.remove(plan.removed);
    onPurge(plan.purge);
    await log.complete(plan);
  } catch (error) {
    // What failed is taken up by the next one at once; where this fails too, after its silence.
    if (!(error instanceof Replaced)) await log.leave().catch(() => {});
    throw error;
  }
}

async function readIndex(target: Target): Promise<Held> {
  const found = await target.read(indexName);
  if (!found) return { index: emptyIndex, etag: null };
  try {
    return { index: uploadIndex.parse(JSON.parse(found.text)), etag: found.etag };
  } catch {
    throw new PublishRefused(
      'folder-not-empty',
      `The place holds a ${indexName} that is none of ours: upload to another prefix, or remove it to upload everything anew.`,
    );
  }
}

function refuseUnderWay({ underWay }: UploadIndex, now: Date): void {
  if (underWay === null) return;
  const quiet = now.getTime() - Date.parse(underWay.at);
  if (quiet >= silence) return;
  throw new PublishRefused(
    'busy',
    `Another upload gave a sign ${Math.max(0, Math.round(quiet / 1000))} s ago. One that was stopped is taken up ${silence / 1000} s after its last.`,
  );
}

type Log = {
  wrote(upload: Upload): Promise<void>;
  complete(plan: UploadPlan): Promise<void>;
  /** Says how far it came and that nobody is at it any more. */
  leave(): Promise<void>;
};

/** Takes the place, and from then on says in the index what it has written. */
async function begin(
  target: Target,
  { index, etag }: Held,
  plan: UploadPlan,
  release: string,
  now: () => Date,
): Promise<Log> {
  const by = randomUUID();
  const files = { ...index.files };
  for (const { name } of [...plan.assets, ...plan.pages]) files[name] = '';
  const told = { format: 1 as const, release, leaving: plan.leaving, purge: plan.purge };
  const write = async (underWay: UploadIndex['underWay'], last: string | null) =>
    await target.replace(indexName, JSON.stringify({ ...told, underWay, files } satisfies UploadIndex), last);
  const sign = () => ({ by, at: now().toISOString() });
  let signed = now().getTime();
  let writing = write(sign(), etag);
  await writing;
  return {
    async wrote({ name, hash }) {
      files[name] = hash;
      if (now().getTime() - signed < signEvery) return;
      signed = now().getTime();
      writing = writing.then((last) => write(sign(), last));
      await writing;
    },
    async complete({ removed }) {
      for (const name of removed) delete files[name];
      told.purge = [];
      await write(null, await writing);
    },
    async leave() {
      await write(null, await writing);
    },
  };
}

/** The bytes of a file, which must be those of its name: damage does not leave the house. */
function readWhole({ objects }: ReleaseStore, { hash, path }: Upload): Buffer {
  const bytes = objects.sizeOf(hash) === null ? null : objects.read(hash);
  if (bytes && createHash('sha256').update(bytes).digest('hex') === hash) return bytes;
  throw new PublishRefused(
    'release-damaged',
    `The file of ${path} is damaged: publish with --full, then upload again.`,
  );
}

/** Does the work for each, some at a time. After a failure nothing new is begun. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of left) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: parallel }, worker));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
}
