import type { ValueSource } from '@plaincode/code-sets';

/* Apart from the table itself: the browser needs the words alone, and not what reads release files. */

/** Whom a text is for: its code alone, or the codes below it too, as far as they have no nearer text. */
export const coverages = { code: 'This code alone', family: 'This code and those below it' } as const;
export type Coverage = keyof typeof coverages;

export const sourceLabels: Record<ValueSource, string> = {
  'seventh-character': 'Seventh character',
  laterality: 'Side (right, left, bilateral, unspecified)',
  'dose-unit': 'Dose unit',
  difference: 'What else the descriptor says',
};
