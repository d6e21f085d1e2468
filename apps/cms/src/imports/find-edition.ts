import type { HeldEdition } from './held-editions.ts';

/**
 * The held edition that a person means: by its id, its label, the day it takes effect, or a year (its annual
 * edition, or the only one of that year). Null where none or several could be meant. An edition that bears a year
 * as its label is of that year: the ICD-10 edition "2025" began in 2024, and is not what "2024" means.
 */
export function findEdition(held: readonly HeldEdition[], words: string): HeldEdition | null {
  const asked = words.trim().toLowerCase();
  const exact = held.filter(
    ({ id, label, effective }) =>
      id.toLowerCase() === asked || label.toLowerCase() === asked || effective === asked,
  );
  if (exact.length > 0) return exact.length === 1 ? (exact[0] ?? null) : null;
  if (!/^\d{4}$/.test(asked)) return null;
  const ofYear = held.filter(
    ({ label, effective }) => effective.startsWith(`${asked}-`) && !/^\d{4}$/.test(label),
  );
  const annual = ofYear.filter(({ kind }) => kind === 'annual');
  const [only, ...others] = annual.length > 0 ? annual : ofYear;
  return only && others.length === 0 ? only : null;
}
