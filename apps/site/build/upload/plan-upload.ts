import type { ReleaseFile } from '@plaincode/content-schemas';
import { fileNameOf } from '@plaincode/publish';
import type { UploadIndex } from './upload-index.ts';

/** A file to upload: where it goes, and what the host says of it. */
export type Upload = { name: string; path: string; hash: string; mediaType: string; cacheControl: string };

export type UploadPlan = {
  /** Assets and images: pages that refer to them come after. */
  assets: Upload[];
  pages: Upload[];
  /** Names of objects that go. */
  removed: string[];
  kept: number;
  leaving: UploadIndex['leaving'];
  /** Paths whose content changes for readers: what a CDN has to forget. */
  purge: string[];
};

const immutable = 'public, max-age=31536000, immutable';
/** A minute, so that a takedown or a correction without a purge is not shown for long. */
const short = 'public, max-age=60, must-revalidate';

/** Assets stay this long after they left the release. */
const assetGraceDays = 30;
const dayLength = 24 * 60 * 60 * 1000;

/** What an upload of these files has to do, given what stands under the prefix. */
export function planUpload(
  files: Iterable<readonly [string, ReleaseFile]>,
  before: Pick<UploadIndex, 'files' | 'leaving' | 'purge'>,
  now: Date,
): UploadPlan {
  const plan: UploadPlan = { assets: [], pages: [], removed: [], kept: 0, leaving: {}, purge: [] };
  const purge = new Set(before.purge);
  const names = new Set<string>();
  for (const [path, { hash, mediaType }] of files) {
    const name = fileNameOf(path);
    names.add(name);
    if (before.files[name] === hash) {
      plan.kept += 1;
      continue;
    }
    // What was never there may be remembered as missing; a new asset is asked for by new pages alone.
    if (name in before.files || !isAsset(name)) purge.add(path);
    const upload = { name, path, hash, mediaType, cacheControl: isAsset(name) ? immutable : short };
    if (isAsset(name) || name.startsWith('media/')) plan.assets.push(upload);
    else plan.pages.push(upload);
  }
  for (const name of Object.keys(before.files)) {
    if (names.has(name)) continue;
    const since = before.leaving[name] ?? now.toISOString();
    if (isAsset(name) && now.getTime() - Date.parse(since) < assetGraceDays * dayLength)
      plan.leaving[name] = since;
    else {
      plan.removed.push(name);
      purge.add(pathOf(name));
    }
  }
  plan.purge = Object.keys(before.files).length === 0 ? [] : [...purge].sort();
  return plan;
}

const isAsset = (name: string): boolean => name.startsWith('assets/');

/** The path that a name is served at, for what has left the release. */
function pathOf(name: string): string {
  return `/${name.replace(/(^|\/)index\.html$/, '$1')}`;
}
