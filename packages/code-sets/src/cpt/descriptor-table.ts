import type { Line } from '../container/lines.ts';
import type { SheetRow } from '../container/sheet-reader.ts';
import { type Problems, Unreadable } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';

/** What the AMA writes of codes for patients and for clinicians. */
export type CodeDescriptors = {
  /** Null where the file has none for the code. */
  consumer: string | null;
  /** In the file's order. */
  clinician: string[];
};

export type TableKind = 'consumer' | 'clinician';

type Columns = {
  code: number;
  text: number;
  /** The clinician descriptor's identifier; null where the file has none. */
  identifier: number | null;
};

type Texts = { code: string; text: string; line: number };

/** Column names without blanks, marks and capitals; the AMA's loader knows them as `cpt_code` and so on. */
const columnNames: Record<TableKind, string[]> = {
  consumer: ['consumerfriendlydescriptor', 'consumerdescriptor'],
  clinician: ['cliniciandescriptor'],
};
const codeColumn = ['cptcode', 'code'];
const identifierColumn = 'cliniciandescriptorid';

/** A copyright preamble may stand before the header row. */
const headerWithin = 200;
/** Clinician descriptors are some 350,000. */
const mostRows = 2_000_000;

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** A tab-delimited text as rows of cells. Cells that a spreadsheet program put in quotation marks lose them. */
export async function* rowsOfText(
  batches: AsyncIterable<Line[]>,
): AsyncGenerator<SheetRow[], void, undefined> {
  for await (const batch of batches)
    yield batch.map(({ text, number }) => ({ number, cells: text.split('\t').map(unquote) }));
}

const unquote = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell;

/**
 * Reads ConsumerDescriptor (one row per code) or ClinicianDescriptor (many) behind its header row: Concept Id,
 * CPT Code, then the descriptor, named as the AMA names them, in whatever order. Codes must be among those that
 * are `known`. Adds every flaw to `problems`; throws Unreadable.
 */
export async function readDescriptorTable(
  batches: AsyncIterable<SheetRow[]>,
  kind: TableKind,
  known: ReadonlySet<string>,
  problems: Problems,
): Promise<Texts[]> {
  const table = new DescriptorTable(kind, known, problems);
  for await (const batch of batches) {
    for (const row of batch) table.add(row);
    if (table.texts.length > mostRows)
      throw new Unreadable('too-large', 'The file has too many rows.', 'Give the descriptor file itself.');
    if (problems.hopeless) break;
  }
  table.finish();
  return table.texts;
}

class DescriptorTable {
  readonly texts: Texts[] = [];
  readonly #kind: TableKind;
  readonly #known: ReadonlySet<string>;
  readonly #problems: Problems;
  readonly #lines = new Map<string, number>();
  #columns: Columns | null = null;
  #last = 1;

  constructor(kind: TableKind, known: ReadonlySet<string>, problems: Problems) {
    this.#kind = kind;
    this.#known = known;
    this.#problems = problems;
  }

  add({ number, cells }: SheetRow): void {
    this.#last = number;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (this.#columns === null) this.#findColumns(number, cells);
    else this.#addRow(number, cells, this.#columns);
  }

  finish(): void {
    if (this.#columns === null) throw this.#noHeader();
  }

  #findColumns(number: number, cells: string[]): void {
    const names = cells.map(plainName);
    const code = names.findIndex((name) => codeColumn.includes(name));
    const text = names.findIndex((name) => columnNames[this.#kind].includes(name));
    const identifier = names.indexOf(identifierColumn);
    if (code >= 0 && text >= 0)
      this.#columns = { code, text, identifier: identifier < 0 ? null : identifier };
    else if (number > headerWithin) throw this.#noHeader();
  }

  #noHeader(): Unreadable {
    const wanted = this.#kind === 'consumer' ? 'Consumer Friendly Descriptor' : 'Clinician Descriptor';
    return new Unreadable(
      'missing-column',
      `No row names the columns "CPT Code" and "${wanted}".`,
      'Give the file as the AMA publishes it, with its header row.',
      { line: Math.min(this.#last, headerWithin) },
    );
  }

  #addRow(line: number, cells: string[], columns: Columns): void {
    const code = (cells[columns.code] ?? '').trim();
    const text = tidy(oneLine(cells[columns.text] ?? ''));
    if (checkCharacters(text, line, this.#problems) || this.#refuses(code, text, line, columns)) return;
    const identifier = columns.identifier === null ? null : (cells[columns.identifier] ?? '').trim();
    if (this.#kind === 'consumer') this.#checkOnce(code, code, line, columns);
    else if (identifier) this.#checkOnce(`${code} ${identifier}`, code, line, columns);
    this.texts.push({ code, text, line });
  }

  #checkOnce(key: string, code: string, line: number, columns: Columns): void {
    const earlier = this.#lines.get(key);
    if (earlier === undefined) this.#lines.set(key, line);
    else
      this.#problems.add(
        'duplicate-code',
        `This row of ${code} stands on line ${earlier} already.`,
        'Remove one of the two.',
        { line, column: columns.code + 1 },
      );
  }

  #refuses(code: string, text: string, line: number, columns: Columns): boolean {
    const shown = code.slice(0, 12);
    if (!this.#known.has(code))
      this.#problems.add(
        'unknown-code',
        checkable(shown)
          ? `${shown} is not among the codes of the long descriptors.`
          : 'The code is damaged.',
        'Give files of one edition.',
        { line, column: columns.code + 1 },
      );
    else if (text === '')
      this.#problems.add(
        'missing-text',
        `${code} has no descriptor.`,
        'Compare the row with the official file.',
        {
          line,
          column: columns.text + 1,
        },
      );
    else return false;
    return true;
  }
}

/** Cells of a workbook may hold line breaks. */
const oneLine = (cell: string): string => (/[\r\n\t]/.test(cell) ? cell.replaceAll(/[\r\n\t]+/g, ' ') : cell);

/** Words of a shifted row do not get into messages: they may be licensed. */
const checkable = (code: string): boolean => /^(?=.*\d)[0-9A-Z]{1,6}$/.test(code);

/** Both tables by code; codes that neither names are left out. */
export function joinTables(consumer: Texts[], clinician: Texts[]): Map<string, CodeDescriptors> {
  const descriptors = new Map<string, CodeDescriptors>();
  for (const { code, text } of consumer) descriptors.set(code, { consumer: text, clinician: [] });
  for (const { code, text } of clinician) {
    const found = descriptors.get(code) ?? { consumer: null, clinician: [] };
    found.clinician.push(text);
    descriptors.set(code, found);
  }
  return descriptors;
}
