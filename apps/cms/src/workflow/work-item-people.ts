import type { Role } from './permissions.ts';

export type Work = 'write' | 'review';

/** Whose role fits which part of the work. */
export const workRoles: Record<Work, readonly Role[]> = {
  write: ['editor', 'reviewer', 'admin'],
  review: ['reviewer', 'admin'],
};

type Somebody = { name: string; role: Role; active?: boolean | null };

/** Why a person cannot be given a part of the work, in words; null where they can. */
export function unfitFor(work: Work, person: Somebody | null): string | null {
  if (person === null) return 'There is no such member of staff.';
  if (person.active !== true) return `${person.name} may no longer sign in.`;
  if (workRoles[work].includes(person.role)) return null;
  return work === 'write' ? `${person.name} writes no texts.` : `${person.name} is no reviewer.`;
}
