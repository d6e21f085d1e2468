import { z } from 'zod';

/** `everyday`: a few texts under the editions shown now. `edition`: a set's new edition with its texts. */
export const releaseKinds = {
  everyday: 'Everyday',
  edition: 'Edition',
  revert: 'Taking back',
} as const;
export type ReleaseKind = keyof typeof releaseKinds;

/** `publishing`: on its way; readers see it once the publisher has swapped. `reverted`: taken back by a later one. */
export const releaseStates = {
  open: 'Open',
  scheduled: 'Scheduled',
  publishing: 'Publishing',
  published: 'Published',
  reverted: 'Taken back',
  cancelled: 'Cancelled',
} as const;
export type ReleaseState = keyof typeof releaseStates;

/** One code's text in a release: the id of an approved revision, or null where the text is taken off the site. */
export const releasePin = z.strictObject({ codeKey: z.string(), revision: z.string().nullable() });
export type ReleasePin = z.infer<typeof releasePin>;

/** The edition that the site shows of each code set, by the set's id. */
export const shownEditions = z.record(z.string(), z.string());
export type ShownEditions = z.infer<typeof shownEditions>;
