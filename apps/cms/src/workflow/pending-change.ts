import { createHash } from 'node:crypto';
import { z } from 'zod';
import { aloneHint } from './alone-hint.ts';
import { fixedSpelling } from './fixed-spelling.ts';
import type { Role } from './permissions.ts';
import { type Refusal, refusal } from './refusal.ts';

/** One value that somebody wants changed; `field` is its path in the document: `sectionTiers.guidelines`. */
const fieldChange = z.object({ field: z.string(), from: z.json(), to: z.json() });
export type FieldChange = z.infer<typeof fieldChange>;

/** Who set the password of an account last, where that was not its own person: they may know it. */
export const passwordSetter = z.object({ by: z.string(), byName: z.string(), at: z.string() });
export type PasswordSetter = z.infer<typeof passwordSetter>;

/** What waits for a second person. The desk writes it; `hash` is what a decision is bound to. */
export const pendingChange = z.object({
  changes: z.array(fieldChange).min(1),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  /** Of accounts alone. */
  password: passwordSetter.optional(),
  hash: z.string(),
});
export type PendingChange = z.infer<typeof pendingChange>;

type Values = Record<string, unknown>;

/** Groups of groups are the deepest that a setting has; what is deeper is compared as one value. */
const deepest = 3;

/** The values that differ between two states of a document, each on its own, within the given fields. */
export function changesBetween(before: Values, after: Values, fields: readonly string[]): FieldChange[] {
  const [was, is] = [leavesOf(before, fields), leavesOf(after, fields)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((field) => {
    const change = { field, from: was.get(field) ?? null, to: is.get(field) ?? null };
    return fixedSpelling(change.from) === fixedSpelling(change.to) ? [] : [fieldChange.parse(change)];
  });
}

function leavesOf(values: Values, fields: readonly string[]): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const open = fields.map((field) => ({ path: field, value: values[field], depth: 1 }));
  for (const { path, value, depth } of open) {
    if (isGroup(value) && !isDocument(value) && depth < deepest)
      for (const [name, part] of Object.entries(value))
        open.push({ path: `${path}.${name}`, value: part, depth: depth + 1 });
    else leaves.set(path, comparable(value));
  }
  return leaves;
}

function isGroup(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isDocument(value: unknown): value is { id: string } {
  return isGroup(value) && typeof value.id === 'string';
}

/** A form gives days as `2026-01-01` or with a time, what is empty as null or as '', a relation as id or document. */
function comparable(value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (value instanceof Date) return value.toISOString();
  if (isDocument(value)) return value.id;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/.test(value)) return value;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? value : new Date(instant).toISOString();
}

/** The changed values as a document of their own, for an update: groups hold only what changes. */
export function valuesOf(changes: readonly FieldChange[]): object {
  const root: Values = {};
  for (const { field, to } of changes) {
    const names = field.split('.');
    const last = names.pop() ?? field;
    let group = root;
    for (const name of names) {
      const inner = group[name];
      const next: Values = isGroup(inner) ? inner : {};
      group[name] = next;
      group = next;
    }
    group[last] = to;
  }
  return root;
}

/** A wish with its hash. `document` is where it belongs: `staff/<id>`, `globals/access-plan`. */
export function wish(document: string, given: Omit<PendingChange, 'hash'>): PendingChange {
  const { changes, by, byName, at, password } = given;
  const said = fixedSpelling({ document, changes, by, at, password });
  const hash = createHash('sha256').update(said).digest('hex');
  return { changes, by, byName, at, ...(password ? { password } : {}), hash };
}

/** What the same person wishes after wishing again: the later word counts for each field. */
export function mergedChanges(earlier: readonly FieldChange[], later: readonly FieldChange[]): FieldChange[] {
  const again = new Set(later.map(({ field }) => field));
  return [...earlier.filter(({ field }) => !again.has(field)), ...later];
}

export type PendingDecision = { decision: 'approve' | 'decline'; hash: string };

/**
 * Whether a person may decide about what waits: null when they may. The author may take it back and never
 * approve it, nor may whoever could sign in as the person that it is about. `values`: the document as it stands now.
 */
export function refuseDecision(
  pending: PendingChange | null,
  values: Values,
  person: { id: string; role: Role },
  asked: PendingDecision,
): Refusal | null {
  if (pending === null) return refusal('nothing-pending');
  if (asked.hash !== pending.hash) return refusal('change-moved');
  if (asked.decision === 'decline') return null;
  if (pending.by === person.id) return refusal('own-change', [aloneHint]);
  if (passwordSetter.safeParse(values.passwordBy).data?.by === person.id)
    return refusal('own-password', [aloneHint]);
  return isStale(pending, values) ? refusal('change-moved', ['Decline it and propose it anew.']) : null;
}

/** Whether one of the values is no longer what it was when the change was proposed. */
export function isStale({ changes }: PendingChange, values: Values): boolean {
  const now = leavesOf(values, [...new Set(changes.map(({ field }) => field.split('.')[0] ?? field))]);
  return changes.some(({ field, from }) => fixedSpelling(now.get(field) ?? null) !== fixedSpelling(from));
}
