import { indicatorFields } from '../hcpcs/layout.ts';
import type { Problems } from '../problems.ts';
import type { PrintedRow } from './cells.ts';
import type { CellName, CorrectedIndicators } from './correction.ts';

type Read = { indicators: CorrectedIndicators; cutCells: CellName[] };

const shapes = new Map(indicatorFields.map(({ name, shape }) => [name, shape]));

/**
 * The filled cells beyond texts and dates. A list that is cut (`9,` of `9,1`) is left out and named as cut: what
 * stands there is only a part of it. A cell that cannot be a value of its field is a problem.
 */
export function readIndicatorCells(row: PrintedRow, code: string, line: number, problems: Problems): Read {
  const read: Read = { indicators: {}, cutCells: [...row.hidden] };
  const take = (name: CellName): string[] | null => {
    const values = readList(row, name, read.cutCells);
    const bad = values?.find((value) => shapes.get(name)?.test(value) === false);
    if (bad === undefined) return values;
    problems.add(
      'bad-field',
      `"${bad.slice(0, 20)}" of ${code} cannot be a value of its column (${name}).`,
      'The row is damaged or shifted: compare it with the official file.',
      { line },
    );
    return null;
  };
  for (const name of ['typeOfService', 'pricing', 'crossReference'] as const) {
    const values = take(name);
    if (values !== null) read.indicators[name] = values;
  }
  for (const name of ['betos', 'coverage', 'ascGroup'] as const) {
    const [value, ...others] = take(name) ?? [];
    if (value !== undefined && others.length === 0) read.indicators[name] = value;
    else if (value !== undefined) read.cutCells.push(name);
  }
  const since = row.day('ascEffective');
  if (since !== null) read.indicators.ascEffective = since.replaceAll('-', '');
  else if (row.cell('ascEffective').trim() !== '') read.cutCells.push('ascEffective');
  return read;
}

/** The values of a cell, which commas or blanks part; null where it is blank, or cut within or behind a value. */
function readList(row: PrintedRow, name: CellName, cutCells: CellName[]): string[] | null {
  const printed = row.printed(name);
  if (printed === null) return null;
  const values = printed.text.split(/[,;/\s]+/).filter((value) => value !== '');
  const shape = shapes.get(name);
  const last = values.at(-1);
  const open =
    /[,;/]$/.test(printed.text) || (printed.cut && last !== undefined && shape?.test(last) === false);
  // A list that ends with a whole value at its column's edge may still go on.
  if (!open && !(printed.cut && values.length > 1)) return values;
  cutCells.push(name);
  return null;
}
