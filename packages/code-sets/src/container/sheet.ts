import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Problems, Unreadable } from '../problems.ts';
import type { TextPart } from './release-file.ts';

/** A row of the first sheet: its number from 1, and its cells by column from 0. Blank cells are ''. */
export type SheetRow = { number: number; cells: string[] };

const mostStrings = 2_000_000;

/**
 * The rows of a workbook's first sheet, as text. Source: ECMA-376 part 1, 18.3 (worksheets) and 18.4 (shared
 * strings). A formula cell is a problem: its stored value depends on who saved the workbook last. Document
 * type declarations, and with them entities, are refused. Throws Unreadable.
 */
export async function* readSheet(parts: TextPart[], problems: Problems): AsyncGenerator<SheetRow[]> {
  const strings = await readSharedStrings(parts);
  const sheet =
    parts.find(({ member }) => member === 'xl/worksheets/sheet1.xml') ??
    parts.find(({ member }) => member?.startsWith('xl/worksheets/') && member.endsWith('.xml'));
  if (!sheet)
    throw new Unreadable(
      'no-release-inside',
      'The workbook has no sheet.',
      'Save the release as a workbook with its rows on the first sheet.',
    );
  const reader = new SheetReader(strings, problems);
  for await (const rows of parseXml(sheet, reader)) yield rows;
}

type Handler<T> = {
  open: (tag: SaxesTagPlain) => void;
  text: (text: string) => void;
  close: (name: string) => void;
  take: () => T[];
};

async function* parseXml<T>(part: TextPart, handler: Handler<T>): AsyncGenerator<T[]> {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const where = () => ({ line: parser.line, column: parser.column + 1 });
  const refuse = (code: 'damaged-archive' | 'unsafe-archive', message: string) => {
    const problem = new Unreadable(
      code,
      message,
      'Save the workbook again with a spreadsheet program, or download it again.',
      where(),
    );
    problem.member = part.member;
    return problem;
  };
  parser.on('opentag', (tag) => handler.open(tag));
  parser.on('text', (text) => handler.text(text));
  parser.on('closetag', (tag) => handler.close(tag.name));
  parser.on('doctype', () => {
    throw refuse('unsafe-archive', 'The workbook declares a document type, which no workbook needs.');
  });
  parser.on('error', (error) => {
    throw refuse('damaged-archive', `The workbook is damaged (${error.message}).`);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of part.bytes()) {
    parser.write(decode(decoder, chunk, refuse));
    const items = handler.take();
    if (items.length > 0) yield items;
  }
  parser.close();
  const items = handler.take();
  if (items.length > 0) yield items;
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer,
  refuse: (code: 'damaged-archive', message: string) => Unreadable,
): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw refuse('damaged-archive', 'The workbook is not UTF-8 here.');
  }
}

async function readSharedStrings(parts: TextPart[]): Promise<string[]> {
  const part = parts.find(({ member }) => member === 'xl/sharedStrings.xml');
  if (!part) return [];
  const strings: string[] = [];
  for await (const batch of parseXml(part, new StringsReader())) {
    for (const text of batch) strings.push(text);
    if (strings.length > mostStrings)
      throw new Unreadable(
        'too-large',
        'The workbook holds too many texts.',
        'Give the release file itself.',
      );
  }
  return strings;
}

/** `<si>` holds one text, perhaps in runs; phonetic readings (`<rPh>`) are not part of it. */
class StringsReader implements Handler<string> {
  #done: string[] = [];
  #text = '';
  #inText = false;
  #phonetic = false;

  open({ name }: SaxesTagPlain): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#phonetic = true;
    this.#inText = name === 't' && !this.#phonetic;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'si') this.#done.push(this.#text);
    else if (name === 'rPh') this.#phonetic = false;
    this.#inText = false;
  }

  take(): string[] {
    return this.#done.splice(0);
  }
}

class SheetReader implements Handler<SheetRow> {
  readonly #strings: string[];
  readonly #problems: Problems;
  #done: SheetRow[] = [];
  #row: SheetRow = { number: 0, cells: [] };
  #column = 0;
  #type = 'n';
  #value = '';
  #inValue = false;

  constructor(strings: string[], problems: Problems) {
    this.#strings = strings;
    this.#problems = problems;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    if (name === 'row') {
      this.#row = { number: Number(attributes.r) || this.#row.number + 1, cells: [] };
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = attributes.r ? columnIndex(attributes.r) : this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#value = '';
    } else if (name === 'f') {
      this.#problems.add(
        'formula-cell',
        'This cell holds a formula.',
        'Replace formulas by their values (copy, then paste values).',
        this.#place(),
      );
    }
    this.#inValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    this.#inValue = false;
    if (name === 'c') this.#row.cells[this.#column] = this.#cellText();
    else if (name === 'row')
      this.#done.push({ number: this.#row.number, cells: Array.from(this.#row.cells, (cell) => cell ?? '') });
  }

  take(): SheetRow[] {
    return this.#done.splice(0);
  }

  #cellText(): string {
    if (this.#type === 'e') {
      this.#problems.add(
        'bad-field',
        `This cell holds the error ${this.#value}.`,
        'Mend the cell, or download the file again.',
        this.#place(),
      );
      return '';
    }
    if (this.#type !== 's' || this.#value === '') return this.#value;
    const text = this.#strings[Number(this.#value)];
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
    return { line: this.#row.number, column: this.#column + 1 };
  }
}

/** `AB12` to 27. A column past XFD, the last one there is, cannot be meant. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    index = index * 26 + value;
  }
  if (index < 1 || index > 16_384)
    throw new Unreadable(
      'damaged-archive',
      `"${reference.slice(0, 12)}" is no cell of a sheet.`,
      'The workbook is damaged: download it again.',
    );
  return index - 1;
}
