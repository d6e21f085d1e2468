import type { CodeRecord } from '../code-record.ts';
import type { CodeChange, EditionDiff } from '../edition-diff/change.ts';
import { tidy } from '../text-checks.ts';
import type { Addenda, AddendaForm, AddendaRow, AddendaTexts } from './addenda.ts';

/** Whether the official addenda and a difference between editions say the same. */
export type AddendaCheck = {
  agrees: boolean;
  /** Rows of the addenda, a revision being one. */
  rowsChecked: number;
  differences: AddendaDifference[];
};

export type AddendaDifference = {
  /** Empty where it is about the whole. */
  code: string;
  /** What each says of the code, in words; null where it says nothing. */
  inAddenda: string | null;
  inDiff: string | null;
  why: string;
};

/**
 * Compares row for row, in both directions: each row of the addenda must be in the difference with its flag and
 * texts, and nothing else may be in it. A code that became a header stands in the order form as deleted (1) and
 * added (0), in the codes form as deleted. `set` is the code set of the editions.
 */
export function compareAddenda(addenda: Addenda, diff: EditionDiff, { set }: { set: string }): AddendaCheck {
  if (addenda.set !== set) {
    const why = `The addenda are of ${addenda.set}, the editions of ${set}.`;
    const whole: AddendaDifference = { code: '', inAddenda: addenda.set, inDiff: set, why };
    return { agrees: false, rowsChecked: 0, differences: [whole] };
  }
  const expected = new Map(expectedRows(diff, addenda).map((row) => [keyOf(row), row]));
  const differences: AddendaDifference[] = [];
  for (const row of addenda.rows) {
    const found = expected.get(keyOf(row)) ?? null;
    expected.delete(keyOf(row));
    const why = found === null ? 'The editions do not show it.' : whyDifferent(row, found);
    if (why !== null) differences.push(difference(row.code, row, found, why));
  }
  for (const row of expected.values())
    differences.push(difference(row.code, null, row, 'The addenda do not list it.'));
  return { agrees: differences.length === 0, rowsChecked: addenda.rows.length, differences };
}

type ExpectedRow = Omit<AddendaRow, 'line'>;

const keyOf = ({ action, code }: ExpectedRow): string => `${action} ${code}`;

/** The rows that addenda of a form would have for a difference. */
const expectedRows = ({ changes }: EditionDiff, { form }: Addenda): ExpectedRow[] =>
  changes.flatMap((change) => rowsOf(change, form));

function rowsOf({ code, before, after, kinds }: CodeChange, form: AddendaForm): ExpectedRow[] {
  const listed = (record: CodeRecord | null) =>
    form === 'codes' && record?.billable === false ? null : record;
  const was = listed(before);
  const is = listed(after);
  const row = (
    action: AddendaRow['action'],
    from: CodeRecord | null,
    to: CodeRecord | null,
  ): ExpectedRow => ({
    action,
    code,
    billable: (to ?? from)?.billable ?? null,
    before: from && textsOf(from, form),
    after: to && textsOf(to, form),
  });
  if (was && is && was.billable === is.billable) {
    const isRevised = kinds.includes('longRevised') || (form === 'order' && kinds.includes('shortRevised'));
    return isRevised ? [row('revise', was, is)] : [];
  }
  return [...(was ? [row('delete', was, null)] : []), ...(is ? [row('add', null, is)] : [])];
}

const textsOf = ({ shortDescriptor, longDescriptor }: CodeRecord, form: AddendaForm): AddendaTexts => ({
  short: form === 'codes' ? null : tidy(shortDescriptor ?? ''),
  long: tidy(longDescriptor),
});

function whyDifferent(row: AddendaRow, expected: ExpectedRow): string | null {
  if (row.billable !== null && row.billable !== expected.billable) return 'The flags differ.';
  for (const side of ['before', 'after'] as const) {
    if (row[side]?.long !== expected[side]?.long) return `The long descriptors ${side} differ.`;
    if (row[side]?.short !== expected[side]?.short) return `The short descriptors ${side} differ.`;
  }
  return null;
}

function difference(
  code: string,
  inAddenda: ExpectedRow | null,
  inDiff: ExpectedRow | null,
  why: string,
): AddendaDifference {
  return { code, inAddenda: inAddenda && wordsOf(inAddenda), inDiff: inDiff && wordsOf(inDiff), why };
}

function wordsOf({ action, billable, before, after }: ExpectedRow): string {
  const flag = billable === null ? '' : ` ${billable ? 1 : 0}`;
  const texts = [before, after].flatMap((one) =>
    one ? [one.short ? `${one.short} | ${one.long}` : one.long] : [],
  );
  return `${action}${flag}: ${texts.join(' -> ')}`;
}
