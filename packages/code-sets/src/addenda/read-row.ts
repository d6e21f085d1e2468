import type { Line } from '../container/lines.ts';
import { diagnosisCode, procedureCode } from '../icd-10-order/layout.ts';
import type { OrderFileSet } from '../icd-10-order/parse.ts';
import type { ProblemCode, Problems } from '../problems.ts';
import { checkCharacters, gapIn, tidy } from '../text-checks.ts';
import type { AddendaTexts } from './addenda.ts';
import { actionOf, type RowAction, type RowLayout } from './layout.ts';

/** One line as it stands: a whole addition or deletion, or half a revision. `flag` is null where there is none. */
export type HalfRow = {
  action: RowAction;
  code: string;
  flag: string | null;
  texts: AddendaTexts;
  line: number;
};

const compare = 'Compare the row with the official file.';

/** Reads one line (layout.ts). Null where it is damaged, with a problem added. */
export function readRow(
  line: Line,
  layout: RowLayout,
  set: OrderFileSet,
  problems: Problems,
): HalfRow | null {
  const { text, number } = line;
  if (checkCharacters(text, number, problems)) return null;
  const action = actionOf(text);
  if (action === null) {
    const hint = 'Rows of addenda begin with "Add:", "Delete:", "Revise from:" or "Revise to:".';
    problems.add('stray-line', 'This line is no row of addenda.', hint, { line: number, column: 1 });
    return null;
  }
  const flaw = flawOf(text, layout, set, action);
  if (flaw !== null) {
    const [kind, offset, message, hint] = flaw;
    problems.add(kind, message, hint, { line: number, column: offset + 1 });
    return null;
  }
  return {
    action,
    code: text.slice(...layout.code).trimEnd(),
    flag: layout.flag === null ? null : (text[layout.flag] ?? null),
    texts: {
      short: layout.short && tidy(text.slice(...layout.short)),
      long: tidy(text.slice(layout.long)),
    },
    line: number,
  };
}

type Flaw = [code: ProblemCode, offset: number, message: string, hint: string];

/** The first thing wrong with a row, from left to right. */
function flawOf(text: string, layout: RowLayout, set: OrderFileSet, action: RowAction): Flaw | null {
  if (text.trimEnd().length <= layout.long)
    return [
      'truncated-record',
      text.trimEnd().length,
      'The row ends before its long descriptor.',
      'The row is cut: download the file again.',
    ];
  if (text[layout.long] === ' ')
    return [
      'bad-field',
      layout.long,
      'The long descriptor begins with a blank.',
      'The row is damaged or shifted.',
    ];
  const stray = strayIn(text, layout, action);
  if (stray !== null)
    return ['bad-field', stray, `Column ${stray + 1} is not blank.`, 'The row is damaged or shifted.'];
  if (layout.flag !== null && !/[01]/.test(text[layout.flag] ?? ''))
    return [
      'bad-field',
      layout.flag,
      `The flag is "${text[layout.flag]}".`,
      'It is 0 for a header and 1 for a code valid for submission.',
    ];
  const code = text.slice(...layout.code).trimEnd();
  if (!(set === 'icd-10-cm' ? diagnosisCode : procedureCode).test(code))
    return ['bad-code', layout.code[0], `"${code}" cannot be a code of this set.`, compare];
  return layout.short && flawOfShort(text, layout.short);
}

function flawOfShort(text: string, columns: readonly [from: number, to: number]): Flaw | null {
  const short = text.slice(...columns);
  if (short.trim() === '') return ['missing-text', columns[0], 'There is no short descriptor.', compare];
  const gap = gapIn(short);
  return gap === null
    ? null
    : ['bad-field', columns[0] + gap, 'Something stands in columns that should be blank.', compare];
}

/** Something between the action and the code, or in a column that parts two fields. */
function strayIn(text: string, layout: RowLayout, action: RowAction): number | null {
  const first = layout.flag ?? layout.code[0];
  for (let at = action.length + 1; at < first; at += 1) if (text[at] !== ' ') return at;
  return layout.blanks.find((at) => text[at] !== ' ') ?? null;
}
