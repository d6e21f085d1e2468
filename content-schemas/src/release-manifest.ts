import { z } from 'zod';
import { releaseEnvelope } from './access.ts';
import { day, instant, line, sha256, slug } from './primitives.ts';

/** One file of a release. The store holds its bytes under `hash`. */
export const releaseFile = z.strictObject({
  hash: sha256,
  /** Bytes, uncompressed. */
  size: z.int().min(0),
  mediaType: line,
  /** The envelopes inside a page: the gate grants keys for these and for no others. */
  envelopes: z.array(releaseEnvelope).optional(),
  /** A page that the sitemap names: the day on which what it says last changed. Absent for all other files. */
  listed: day.optional(),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

/**
 * A shard: some of a release's files. A page (`/hcpcs/J9000/`) is in the shard that is named by the first two hex digits of
 * its path's SHA-256; every other file (`/assets/page.8f3a.css`) is in `files-` and the first digit of it, but in format 1 was
 * in the shard of the two. Keys are URL paths, sorted, so that equal content has equal bytes.
 */
export const releaseShard = z.strictObject({ files: z.record(z.string(), releaseFile) });
export type ReleaseShard = z.infer<typeof releaseShard>;

/** A release: a small document over shards over files, each named by the hash of its bytes. */
export const releaseManifest = z.strictObject({
  format: z.union([z.literal(1), z.literal(2)]),
  /** Sortable by time: `20261123T221530Z-3f9c1a2b`. */
  id: z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/),
  parent: z.string().nullable(),
  created: instant,
  reason: line,
  /** Hash over the shards: two releases with equal content have an equal one. */
  contentHash: sha256,
  /** The template bundle that rendered it. */
  template: sha256,
  /** Store hashes of the access plan and the site settings that belong to this release. */
  plan: sha256,
  site: sha256,
  keyId: slug,
  /** Its files, the pages among them, and those that the sitemaps name. Bytes uncompressed. */
  counts: z.strictObject({ pages: z.int(), files: z.int(), bytes: z.int(), listed: z.int().optional() }),
  /** Name to the store hash of the shard. */
  shards: z.record(z.string().regex(/^(?:[0-9a-f]{2}|files-[0-9a-f])$/), sha256),
  auditHead: sha256.nullable(),
});
export type ReleaseManifest = z.infer<typeof releaseManifest>;

/**
 * How many releases, the served one among them, still count for readers who hold an older page: the gate hands out the
 * keys of their envelopes, and no clean-up of the store takes them away.
 */
export const graceReleases = 20;
