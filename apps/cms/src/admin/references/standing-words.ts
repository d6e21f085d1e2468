import type { CodeToName } from '../../references/find-codes.ts';

/** How a code stands, in a word or two beside it; empty for one that is simply in force. */
export function standingWords(code: Pick<CodeToName, 'standing' | 'replacements'> | null): string {
  if (code === null) return 'no such code is held';
  const { standing, replacements } = code;
  const words = {
    valid: '',
    header: 'header',
    upcoming: 'not in this edition yet',
    terminated: 'terminated',
    deleted: 'deleted',
    unknown: 'no such code is held',
  }[standing];
  return replacements.length > 0 && words ? `${words}, now ${replacements.join(', ')}` : words;
}
