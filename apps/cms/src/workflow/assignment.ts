import { dayBefore } from '../day-in-words.ts';

/** Who gets the work of a range of codes. Codes stand without dots, in capitals. */
export type AssignmentRule = {
  name: string;
  from: string;
  to: string;
  editor: string | null;
  reviewer: string | null;
  /** Days before the edition takes effect. */
  days: number | null;
};

export type Assigned = { assignee: string | null; reviewer: string | null; due: string | null };

const holds = ({ from, to }: AssignmentRule, code: string): boolean =>
  code >= from && (code <= to || code.startsWith(to));

/**
 * Assigns codes by rules: the narrowest range that holds a code wins, measured in codes of the edition; a draw goes by
 * name. `effective` is the day from which the edition holds, as `YYYY-MM-DD`.
 */
export function assigner(
  rules: readonly AssignmentRule[],
  codes: readonly string[],
  effective: string,
): (code: string) => Assigned {
  const measured = rules.map((rule) => ({ rule, width: codes.filter((code) => holds(rule, code)).length }));
  measured.sort((a, b) => a.width - b.width || (a.rule.name < b.rule.name ? -1 : 1));
  const narrowest = measured.map(({ rule }) => rule);
  return (code) => {
    const rule = narrowest.find((one) => holds(one, code));
    if (!rule) return { assignee: null, reviewer: null, due: null };
    const due = rule.days === null ? null : dayBefore(effective, rule.days);
    return { assignee: rule.editor, reviewer: rule.reviewer, due };
  };
}
