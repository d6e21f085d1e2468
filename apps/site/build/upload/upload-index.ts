import { z } from 'zod';

/** The object by which the next upload knows what stands under the prefix. */
export const indexName = '.plaincode-upload.json';

/**
 * What an upload has put under the prefix. It is replaced by compare and swap alone: of two uploads at once, one is
 * refused.
 */
export const uploadIndex = z.strictObject({
  format: z.literal(1),
  release: z.string(),
  /** Null when the upload is complete; else who is at it, and when it last gave a sign. */
  underWay: z.strictObject({ by: z.string(), at: z.iso.datetime() }).nullable(),
  /** Object name to the hash of its bytes; empty where an upload may have written it before it was stopped. */
  files: z.record(z.string(), z.string()),
  /** Assets that left the release, and since when: pages in open browsers may still ask for them. */
  leaving: z.record(z.string(), z.iso.datetime()),
  /** Paths that changed and that no complete upload has told yet. */
  purge: z.array(z.string()),
});
export type UploadIndex = z.infer<typeof uploadIndex>;

export const emptyIndex: UploadIndex = {
  format: 1,
  release: '',
  underWay: null,
  files: {},
  leaving: {},
  purge: [],
};
