import { z } from 'zod';
import { day, instant, line, sha256, slug } from './primitives.ts';

/**
 * Where a fact comes from. Every rendered fact names one of its page's sources by id, and through it a
 * rights holder, an edition and a file (or the approved revision of an editor's text).
 */
export const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('release-file'),
    id: slug,
    rightsHolder: slug,
    edition: slug,
    /** The edition as people name it. */
    editionLabel: line,
    /** The file's name as it was given, and the member inside it when it was an archive. */
    fileName: line,
    member: line.nullable(),
    sha256,
    imported: instant,
  }),
  z.strictObject({
    kind: z.literal('editorial'),
    id: slug,
    rightsHolder: slug,
    edition: slug,
    /** The edition as people name it. */
    editionLabel: line,
    /** The hash that the approval was bound to. */
    revision: sha256,
    approved: day,
  }),
]);
export type Source = z.infer<typeof source>;

/** A value with the id of its source on the same page. */
export const fact = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: slug });
export type Fact<T> = { value: T; source: string };
