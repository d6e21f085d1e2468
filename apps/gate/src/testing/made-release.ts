import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type AccessPlan,
  accessPlan,
  defaultAccessPlan,
  type EnvelopeReference,
  type ReleaseEnvelope,
  type ReleaseFile,
  type ReleaseManifest,
  releaseManifest,
  releaseShard,
} from '@plaincode/content-schemas';
import { shardOf } from '../release/release.ts';

export interface MadeFile {
  body: string | Uint8Array;
  mediaType?: string;
  envelopes?: ReleaseEnvelope[];
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** An envelope's reference as a page holds it, for a made-up text. */
export function madeEnvelope(tier: EnvelopeReference['tier'], of: string): EnvelopeReference {
  return { tier, revision: createHash('sha256').update(`${tier} ${of}`).digest('base64url').slice(0, 24) };
}

/** A page with one envelope of each tier given. */
export function madePage(title: string, ...tiers: EnvelopeReference['tier'][]): MadeFile {
  const text = `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${'<p>Open text.</p>'.repeat(60)}`;
  return { body: text, envelopes: tiers.map((tier) => madeEnvelope(tier, title)) };
}

/** Writes a release into a store, in the form that the contract describes, and makes it the served one. */
export function writeMadeRelease(
  store: string,
  files: Record<string, MadeFile>,
  options: {
    plan?: AccessPlan;
    parent?: string | null;
    created?: string;
    keyId?: string;
    format?: ReleaseManifest['format'];
    serve?: boolean;
  } = {},
): ReleaseManifest {
  const put = (bytes: Uint8Array | string) => {
    const hash = sha256(bytes);
    write(join(store, 'objects', hash.slice(0, 2), hash.slice(2)), bytes);
    return hash;
  };
  const shards = new Map<string, [string, ReleaseFile][]>();
  for (const [path, { body, mediaType = 'text/html', envelopes }] of Object.entries(files).sort()) {
    const file = {
      hash: put(body),
      size: Buffer.byteLength(body),
      mediaType,
      ...(envelopes && { envelopes }),
    };
    const shard = shardOf(path, options.format ?? 2);
    shards.set(shard, [...(shards.get(shard) ?? []), [path, file]]);
  }
  const shardHashes = [...shards].map(([shard, entries]): [string, string] => [
    shard,
    put(JSON.stringify(releaseShard.parse({ files: Object.fromEntries(entries) }))),
  ]);
  const created = options.created ?? '2026-11-23T22:00:00Z';
  const manifest = releaseManifest.parse({
    format: options.format ?? 2,
    id: `${created.replaceAll(/[-:]/g, '')}-${randomBytes(4).toString('hex')}`,
    parent: options.parent ?? null,
    created,
    reason: 'a made release',
    contentHash: sha256(JSON.stringify(shardHashes)),
    template: sha256('template'),
    plan: put(JSON.stringify(accessPlan.parse(options.plan ?? defaultAccessPlan))),
    site: put('{}'),
    keyId: options.keyId ?? 'k1',
    counts: { pages: Object.keys(files).length, files: Object.keys(files).length, bytes: 0 },
    shards: Object.fromEntries(shardHashes),
    auditHead: null,
  });
  const bytes = JSON.stringify(manifest);
  write(join(store, 'manifests', `${manifest.id}.json`), bytes);
  if (options.serve !== false) pointTo(store, { release: manifest.id, manifest: sha256(bytes) });
  return manifest;
}

export function pointTo(store: string, pointer: { release: string; manifest: string }): void {
  write(join(store, 'current'), JSON.stringify({ format: 1, ...pointer }));
}

function write(file: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
}
