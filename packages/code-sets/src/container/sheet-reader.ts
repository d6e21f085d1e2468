import { type Problems, Unreadable } from '../problems.ts';
import type { XmlHandler } from './xml.ts';

/** A row of a sheet: its number from 1, and its cells as text by column from 0. Blank cells are ''. */
export type SheetRow = { number: number; cells: string[] };

/** Columns that are kept; releases have 48. A row may name a far column to make memory run out. */
const mostColumns = 256;
/** The last row and the last column that a sheet has (ECMA-376 part 1, 18.3.1.73): 1048576 and XFD. */
const lastRow = 1_048_576;
const lastColumn = 16_384;

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

/** `<si>` holds one text, perhaps in runs; phonetic readings (`<rPh>`) are not part of it. */
export class SharedTextReader implements XmlHandler<string> {
  #done: string[] = [];
  #text = '';
  #inText = false;
  #phonetic = false;

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#phonetic = true;
    this.#inText = name === 't' && !this.#phonetic;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'si') this.#done.push(unescapeText(this.#text));
    else if (name === 'rPh') this.#phonetic = false;
    this.#inText = false;
  }

  take(): string[] {
    return this.#done.splice(0);
  }
}

/**
 * Rows of one sheet. Numbers are kept as they are written (`20250930`). A formula cell is a problem: its stored
 * value depends on who saved the workbook last.
 */
export class SheetRowReader implements XmlHandler<SheetRow> {
  readonly #texts: string[];
  readonly #problems: Problems;
  #done: SheetRow[] = [];
  #row: SheetRow = { number: 0, cells: [] };
  #column = 0;
  #type = 'n';
  #value = '';
  #inValue = false;
  #phonetic = false;

  constructor(texts: string[], problems: Problems) {
    this.#texts = texts;
    this.#problems = problems;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') this.#openRow(attributes.r);
    else if (name === 'c') {
      this.#column = attributes.r ? this.#columnOf(attributes.r) : this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#value = '';
    } else if (name === 'f') {
      const hint = 'Replace formulas by their values (copy, then paste values).';
      this.#problems.add('formula-cell', 'This cell holds a formula.', hint, this.#place());
    } else if (name === 'rPh') this.#phonetic = true;
    this.#inValue = (name === 'v' || name === 't') && !this.#phonetic;
  }

  #openRow(reference: string | undefined): void {
    const number = reference === undefined ? this.#row.number + 1 : Number(reference);
    if (!Number.isInteger(number) || number <= this.#row.number || number > lastRow)
      throw new Unreadable(
        'damaged-archive',
        `"${reference?.slice(0, 12)}" is no row after row ${this.#row.number}.`,
        'The workbook is damaged: download it again.',
        { line: this.#row.number + 1 },
      );
    this.#row = { number, cells: [] };
    this.#column = -1;
  }

  #columnOf(reference: string): number {
    const index = columnIndex(reference);
    if (index !== null) return index;
    throw new Unreadable(
      'damaged-archive',
      `"${reference.slice(0, 12)}" is no cell of a sheet.`,
      'The workbook is damaged: download it again.',
      { line: Math.max(1, this.#row.number) },
    );
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    this.#inValue = false;
    if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c' && this.#column < mostColumns) this.#row.cells[this.#column] = this.#cellText();
    else if (name === 'row') {
      const { number, cells } = this.#row;
      this.#done.push({ number, cells: Array.from(cells, (cell) => cell ?? '') });
    }
  }

  take(): SheetRow[] {
    return this.#done.splice(0);
  }

  #cellText(): string {
    if (this.#type === 'n' || this.#value === '') return this.#value;
    if (this.#type === 's') return this.#sharedText();
    if (this.#type !== 'e') return unescapeText(this.#value);
    this.#problems.add(
      'bad-field',
      `This cell holds the error ${this.#value.slice(0, 20)}.`,
      'Mend the cell, or download the file again.',
      this.#place(),
    );
    return '';
  }

  #sharedText(): string {
    const text = this.#texts[Number(this.#value)];
    if (text !== undefined) return text;
    this.#problems.add(
      'bad-field',
      'This cell names a text that the workbook does not hold.',
      'The workbook is damaged: download it again.',
      this.#place(),
    );
    return '';
  }

  #place() {
    return { line: Math.max(1, this.#row.number), column: Math.max(1, this.#column + 1) };
  }
}

/** `AB12` to 27; null for what is no column that there is. */
function columnIndex(reference: string): number | null {
  let index = 0;
  for (const letter of reference.toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    index = index * 26 + value;
  }
  return index >= 1 && index <= lastColumn ? index - 1 : null;
}
