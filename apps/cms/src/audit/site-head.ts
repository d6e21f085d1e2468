import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseManifest } from '@plaincode/content-schemas';
import { z } from 'zod';
import type { SiteHead } from './verify-chain.ts';

const pointer = z.object({ release: z.string().regex(/^[0-9TZa-f-]+$/) });

/**
 * The head that the release now served carries; null where the data folder holds no release, or one that was
 * made before there was a log. Throws when the release cannot be read.
 */
export function siteHead(dataFolder: string): SiteHead | null {
  const current = join(dataFolder, 'store', 'current');
  if (!existsSync(current)) return null;
  const { release } = pointer.parse(JSON.parse(readFileSync(current, 'utf8')));
  const manifest = readFileSync(join(dataFolder, 'store', 'manifests', `${release}.json`), 'utf8');
  const { auditHead, created } = releaseManifest.parse(JSON.parse(manifest));
  return auditHead === null ? null : { release, created, hash: auditHead };
}
