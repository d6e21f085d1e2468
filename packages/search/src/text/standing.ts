/**
 * Where a code stands among those of its set, in the order in which documents are numbered: what filters ask for
 * and what ranking prefers shows by a document's number alone.
 */
export const standings = ['plain', 'header', 'first-encounter', 'later-encounter', 'inactive'] as const;
export type Standing = (typeof standings)[number];

/** `leaving`: in force until a day that is known. */
export type CodeState = 'active' | 'upcoming' | 'leaving' | 'terminated' | 'deleted';

/** Whether a code could be reported when the index was made. */
export const isInForce = (state: string): boolean => state === 'active' || state === 'leaving';

export type Coded = {
  set: string;
  code: string;
  state: CodeState;
  billable: boolean | null;
};

/**
 * A diagnosis of seven characters names its encounter with the last: `A` and `0` are what is meant unless something
 * else is asked for.
 */
export function standingOf({ code, state, billable }: Coded): Standing {
  if (!isInForce(state)) return 'inactive';
  if (billable === false) return 'header';
  if (!/^[A-TV-Z][0-9][0-9A-Z][0-9A-Z]{4}$/.test(code)) return 'plain';
  return /[A0]$/.test(code) ? 'first-encounter' : 'later-encounter';
}
