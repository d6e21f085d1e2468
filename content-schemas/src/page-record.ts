import { z } from 'zod';
import { accessTier } from './access.ts';
import { codeSet, codeSetEdition, codeType } from './code-set.ts';
import { day, line, pagePath, slug } from './primitives.ts';
import { richText } from './rich-text.ts';
import { copyrightNotice, rightsHolder } from './rights.ts';
import { fact, source } from './source.ts';

/**
 * Where a code stands on the day of the export. `upcoming`: not in force yet; `leaving`: in force until an edition that is
 * shown ahead of its day leaves it out; `terminated`: its release file gives a termination date that has passed; `deleted`:
 * a later edition no longer holds it. All have a page.
 */
export const codeState = z.enum(['active', 'upcoming', 'leaving', 'terminated', 'deleted']);
export type CodeState = z.infer<typeof codeState>;

/** A link to another code's page. For a licensed set the title is the publisher's plain title. */
export const codeLink = z.strictObject({
  path: pagePath,
  /** As people write it, with its dot: `E11.9`. */
  displayCode: line,
  title: line,
  state: codeState,
  /** The day from which an upcoming code is in force, or a leaving one no longer is: a page may be read after it. */
  from: day.optional(),
});
export type CodeLink = z.infer<typeof codeLink>;

export const codeStatus = z.strictObject({
  state: codeState,
  /** Of an upcoming or leaving code the day to come from which it is in force, or no longer is. */
  since: day.nullable(),
  /** Replacements that a source names and an editor confirmed. */
  replacements: z.array(codeLink),
});
export type CodeStatus = z.infer<typeof codeStatus>;

/** A stretch of a text compared with another: in both, or only in the earlier or only in the later one. */
export const wordPiece = z.strictObject({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string().min(1),
});
export type WordPiece = z.infer<typeof wordPiece>;

/** A wording of the long descriptor, and how it came from the one before. */
export const wording = z.strictObject({
  /** The first edition held that words it so. */
  edition: codeSetEdition,
  long: fact(line),
  /** Word by word, against the wording before; null for the earliest held. */
  changed: z.array(wordPiece).nullable(),
});
export type Wording = z.infer<typeof wording>;

/** What an edition did to a code. */
export const editionChange = z.enum([
  'added',
  'revised',
  'deleted',
  'became-header',
  'became-billable',
  'terminated',
]);
export type EditionChange = z.infer<typeof editionChange>;

/** Where a code stood from an edition's effective date on. */
export const standing = z.strictObject({
  edition: codeSetEdition,
  /** Null in the earliest edition held, with which nothing can be compared. */
  change: editionChange.nullable(),
  /** Whether the edition holds the code. */
  held: z.boolean(),
  /** Valid for submission; null where the set does not say, or does not hold the code. */
  billable: z.boolean().nullable(),
});
export type Standing = z.infer<typeof standing>;

export const descriptors = z.strictObject({
  /** `open`, or sealed where the licence asks for it. */
  tier: accessTier,
  long: fact(line),
  medium: fact(line).nullable(),
  short: fact(line).nullable(),
  /** What the rights holder itself writes for patients and, in one or more wordings, for clinicians. */
  consumer: fact(line).nullable(),
  clinician: z.array(fact(line)),
  /**
   * How the long descriptor was worded through the editions held, the newest wording, which is `long`, first; empty
   * where all of them word it alike.
   */
  wordings: z.array(wording),
});
export type Descriptors = z.infer<typeof descriptors>;

/** The six sections of a code page, in the order in which they stand. */
export const sectionIds = [
  'guidelines',
  'modifiers',
  'crosswalks',
  'ncci-edits',
  'compliance',
  'medicare-coverage',
] as const;
export const sectionId = z.enum(sectionIds);
export type SectionId = z.infer<typeof sectionId>;

/** An editor's description of the code in common language. */
export const explanation = z.strictObject({
  tier: accessTier,
  body: richText,
  source: slug,
  /** The notice printed under it. */
  notice: slug,
  /** The ancestor whose text this is, when the code has none of its own. */
  inheritedFrom: codeLink.nullable(),
  reviewed: day,
  /** Who reviewed it, as readers may know them. */
  reviewer: line.nullable(),
});
export type Explanation = z.infer<typeof explanation>;

/**
 * What one official source says of the code in the matter of a section. It stands in the open whatever the
 * section's tier: the lock covers what the publisher wrote.
 */
export const sectionData = z.strictObject({
  title: line,
  /** Said where the source speaks of something no longer in use. */
  historical: z.boolean(),
  body: richText,
  source: slug,
});
export type SectionData = z.infer<typeof sectionData>;

/**
 * A section that holds an editor's text, or none. Without text and without data it is the plain statement that
 * no data is held, which is shown open and is not the same as a source that says "none".
 */
export const section = z.discriminatedUnion('held', [
  z.strictObject({
    held: z.literal(true),
    id: sectionId,
    title: line,
    tier: accessTier,
    /** One open sentence on what is inside; it gives nothing of the text away. */
    summary: line,
    body: richText,
    source: slug,
    data: z.array(sectionData),
  }),
  z.strictObject({ held: z.literal(false), id: sectionId, title: line, data: z.array(sectionData) }),
]);
export type Section = z.infer<typeof section>;

/** An indicator of the release file, decoded to words. */
export const indicator = z.strictObject({
  name: line,
  value: line,
  meaning: line.nullable(),
  /** Said where a reference leads to a retired manual. */
  historical: z.boolean(),
  source: slug,
});
export type Indicator = z.infer<typeof indicator>;

/** Something that readers were told wrongly: what was corrected, in the publisher's words, and when it went live. */
export const correction = z.strictObject({ date: day, words: line.max(300) });
export type Correction = z.infer<typeof correction>;

/** One code of one code set: the page this platform exists for. */
export const codePageRecord = z.strictObject({
  kind: z.literal('code'),
  path: pagePath,
  codeSet,
  edition: codeSetEdition,
  code: line,
  displayCode: line,
  codeType,
  /** What heads the page: the publisher's plain title where its own text has one, else as links call the code. */
  title: line,
  /** Valid for submission; false for a header; null where the set does not say. */
  billable: fact(z.boolean()).nullable(),
  status: codeStatus,
  dates: z.strictObject({
    added: fact(day).nullable(),
    effective: fact(day).nullable(),
    terminated: fact(day).nullable(),
  }),
  /** What the current edition did to the code; null in a set's first edition. */
  change: editionChange.nullable(),
  /**
   * The first day on which an edition does something to the code, where that was still to come on the day of the export:
   * what editions do from then on is told with its day. Absent where nothing was to come.
   */
  ahead: day.optional(),
  /** The day from which the long descriptor is worded as it is, where another wording holds until then; else absent. */
  wordedFrom: day.optional(),
  /** Every edition held that did something to the code, and the earliest held, the newest first. */
  history: z.array(standing).min(1),
  descriptors,
  explanation: explanation.nullable(),
  sections: z.array(section),
  /** Corrections of what the publisher wrote, the newest first; absent where there is none. In the open. */
  corrections: z.array(correction).min(1).optional(),
  indicators: z.array(indicator),
  related: z.strictObject({
    /** The chapter that the code's category stands in and the sections within it, the outermost first; absent where there are none. */
    chapters: z
      .array(z.strictObject({ path: pagePath, label: line, title: line }))
      .min(1)
      .optional(),
    /** From the outermost ancestor to the parent. */
    ancestors: z.array(codeLink),
    children: z.array(codeLink).max(200),
    /** Neighbours under the same parent or in the same range. */
    siblings: z.array(codeLink).max(24),
    previous: codeLink.nullable(),
    next: codeLink.nullable(),
  }),
  rightsHolders: z.array(rightsHolder),
  notices: z.array(copyrightNotice),
  sources: z.array(source).min(1),
});
export type CodePageRecord = z.infer<typeof codePageRecord>;

/** A list of codes, or of narrower lists: `/hcpcs/browse/J/`. */
export const listPageRecord = z.strictObject({
  kind: z.literal('list'),
  path: pagePath,
  codeSet,
  edition: codeSetEdition,
  title: line,
  /** The start that all its codes share: `J9`. */
  prefix: line,
  /** For search engines: what the list holds, in a sentence. */
  description: line,
  /** From the code set's own page down to the list above this one. */
  ancestors: z.array(z.strictObject({ path: pagePath, label: line })),
  groups: z
    .array(z.strictObject({ path: pagePath, label: line, title: line.nullable(), codes: z.int().min(1) }))
    .max(200),
  entries: z.array(codeLink).max(200),
  notices: z.array(copyrightNotice),
});
export type ListPageRecord = z.infer<typeof listPageRecord>;

/** The page of one code set: `/hcpcs/`. */
export const codeSetPageRecord = z.strictObject({
  kind: z.literal('code-set'),
  path: pagePath,
  codeSet,
  edition: codeSetEdition,
  description: line.nullable(),
  counts: z.strictObject({
    /** Those that the edition holds. */
    codes: z.int(),
    billable: z.int().nullable(),
    explained: z.int(),
    /** Terminated or deleted by the day of the export. */
    inactive: z.int(),
    /** In force until a day that was still to come, the earliest day first; absent where no code leaves. */
    leaving: z
      .array(z.strictObject({ from: day, codes: z.int().min(1) }))
      .min(1)
      .optional(),
  }),
  groups: z
    .array(z.strictObject({ path: pagePath, label: line, title: line.nullable(), codes: z.int().min(1) }))
    .max(200),
  /** The chapters of the set, where a source names them. */
  chapters: z
    .array(z.strictObject({ path: pagePath, label: line, title: line.nullable(), codes: z.int().min(1) }))
    .max(200),
  /** What each edition changed, the newest first: a link and how many codes. */
  changes: z
    .array(z.strictObject({ path: pagePath, label: line, title: z.null(), codes: z.int().min(1) }))
    .max(200),
  /** Codes with an approved explanation, to begin reading with. */
  explained: z.array(codeLink).max(60),
  sources: z.array(source),
  notices: z.array(copyrightNotice),
});
export type CodeSetPageRecord = z.infer<typeof codeSetPageRecord>;

export const homePageRecord = z.strictObject({
  kind: z.literal('home'),
  path: z.literal('/'),
  codeSets: z.array(
    z.strictObject({ path: pagePath, codeSet, edition: codeSetEdition, codes: z.int(), explained: z.int() }),
  ),
  /** A few explained codes to begin with. */
  featured: z.array(codeLink.extend({ codeSetName: line })).max(12),
});
export type HomePageRecord = z.infer<typeof homePageRecord>;

/** All corrections of the site, the newest first. */
export const correctionsPageRecord = z.strictObject({
  kind: z.literal('corrections'),
  path: z.literal('/corrections/'),
  corrections: z.array(correction.extend({ code: codeLink, codeSetName: line })),
});
export type CorrectionsPageRecord = z.infer<typeof correctionsPageRecord>;

/** The notices of one rights holder, verbatim, and the sets that are its; or, at `/notices/`, whose there are. */
export const noticesPageRecord = z.strictObject({
  kind: z.literal('notices'),
  path: pagePath,
  /** Null on the page that lists all holders. */
  holder: rightsHolder.nullable(),
  holders: z.array(z.strictObject({ path: pagePath, name: line })),
  codeSets: z.array(z.strictObject({ path: pagePath, codeSet })),
  notices: z.array(copyrightNotice.extend({ editionLabel: line.nullable() })),
});
export type NoticesPageRecord = z.infer<typeof noticesPageRecord>;

/** Pages that the site itself words. */
export const fixedPageRecord = z.strictObject({
  kind: z.literal('fixed'),
  path: pagePath,
  page: z.enum(['not-found', 'gone', 'register', 'login', 'forgot-password', 'account', 'search']),
});
export type FixedPageRecord = z.infer<typeof fixedPageRecord>;

export const pageRecord = z.discriminatedUnion('kind', [
  codePageRecord,
  listPageRecord,
  codeSetPageRecord,
  homePageRecord,
  correctionsPageRecord,
  noticesPageRecord,
  fixedPageRecord,
]);
export type PageRecord = z.infer<typeof pageRecord>;
