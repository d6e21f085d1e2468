import type { CodeLink, CodeStatus } from './page-record.ts';

/** Where a code stands as lists say it: with the day, where that is to come. */
export function linkStanding({
  state,
  since,
}: Pick<CodeStatus, 'state' | 'since'>): Pick<CodeLink, 'state' | 'from'> {
  const isToCome = state === 'upcoming' || state === 'leaving';
  return isToCome && since ? { state, from: since } : { state };
}
