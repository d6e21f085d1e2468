import { z } from 'zod';
import { codeSetId } from './code-set.ts';
import { day, instant, line, pagePath } from './primitives.ts';

/** A page or an image by its path, or a whole code set by its id. */
export const takedownTarget = z.union([
  pagePath.refine((path) => path !== '/', 'the home page cannot be taken down'),
  z.string().regex(/^\/media\/[A-Za-z0-9._-]+$/, 'expected a page such as /hcpcs/J9000/'),
  codeSetId,
]);

/**
 * One line of the list of takedowns, which stands beside the releases and only ever grows: lifting one is a line too.
 * Of the lines about one target the last in time holds.
 */
export const takedownEntry = z.strictObject({
  id: z.uuid(),
  at: instant,
  action: z.enum(['take-down', 'lift']),
  target: takedownTarget,
  /** Why, in the operator's words. */
  reason: line.max(500),
});
export type TakedownEntry = z.infer<typeof takedownEntry>;

/** The last day on which the licence of a code set lets its pages be shown. */
export const licenceEnd = z.strictObject({ codeSet: codeSetId, validTo: day });
export type LicenceEnd = z.infer<typeof licenceEnd>;

/** The ends of the licences as the desk last stated them. */
export const licenceEnds = z.strictObject({ format: z.literal(1), licences: z.array(licenceEnd) });
export type LicenceEnds = z.infer<typeof licenceEnds>;

/** Reads the list of takedowns. Lines that are none of it are named by number, and the others hold. */
export function parseTakedowns(text: string): { entries: TakedownEntry[]; damaged: number[] } {
  const entries: TakedownEntry[] = [];
  const damaged: number[] = [];
  for (const [at, one] of text.split('\n').entries()) {
    if (one.trim() === '') continue;
    const entry = takedownEntry.safeParse(parseJson(one));
    if (entry.success) entries.push(entry.data);
    else damaged.push(at + 1);
  }
  return { entries, damaged };
}

/** Both lists as one, in the order of time: nothing that either holds is lost. */
export function mergeTakedowns(
  one: readonly TakedownEntry[],
  other: readonly TakedownEntry[],
): TakedownEntry[] {
  const all = new Map([...one, ...other].map((entry) => [entry.id, entry]));
  return [...all.values()].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

/** What is taken down now: each target with the line that says so. */
export function takenDown(entries: readonly TakedownEntry[]): Map<string, TakedownEntry> {
  const last = new Map(mergeTakedowns(entries, []).map((entry) => [entry.target, entry]));
  return new Map([...last].filter(([, { action }]) => action === 'take-down'));
}

/**
 * The list as read, and what was read of it before: it only grows, so that a line which it does not have any more was
 * lost. Such a line holds; `lost` names the targets that are down by nothing else.
 */
export function keepTakedowns(
  known: readonly TakedownEntry[],
  read: readonly TakedownEntry[],
): { entries: TakedownEntry[]; lost: string[] } {
  const entries = mergeTakedowns(known, read);
  const stated = takenDown(read);
  return { entries, lost: [...takenDown(entries).keys()].filter((target) => !stated.has(target)) };
}

export type WithheldReason = 'taken-down' | 'licence-ended';

/**
 * Why a path of the site may not be shown on a day; null where it may. Holds for every release, so that none brings the
 * page back.
 */
export function withheldReason(
  path: string,
  {
    targets,
    licences,
  }: { targets: Pick<ReadonlyMap<string, unknown>, 'has' | 'size'>; licences: readonly LicenceEnd[] },
  today: string,
): WithheldReason | null {
  if (targets.size === 0 && licences.length === 0) return null;
  const set = path.slice(1, path.indexOf('/', 1));
  if (targets.has(path) || targets.has(set)) return 'taken-down';
  const ended = licences.some(({ codeSet, validTo }) => codeSet === set && validTo < today);
  return ended ? 'licence-ended' : null;
}

/** How long before its end a licence is warned of. */
export const licenceWarningDays = 60;

const dayLength = 24 * 60 * 60 * 1000;

/** A line for each licence that has ended or ends soon, for operators and publishers. */
export function licenceWarnings(licences: readonly LicenceEnd[], today: string): string[] {
  return licences.flatMap(({ codeSet, validTo }) => {
    const left = Math.round((Date.parse(validTo) - Date.parse(today)) / dayLength);
    if (left > licenceWarningDays) return [];
    return left < 0
      ? [
          `The licence of ${codeSet} ended on ${validTo}: its pages are not shown until a new term is recorded.`,
        ]
      : [
          `The licence of ${codeSet} ends on ${validTo}, in ${left} days: its pages are not shown after that day.`,
        ];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
