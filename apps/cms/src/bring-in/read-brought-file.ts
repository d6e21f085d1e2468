import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readWorkbook } from '@plaincode/code-sets';
import type { Problem } from '@plaincode/content-schemas';
import { type BroughtFile, limits, type Source } from './brought-file.ts';
import { readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { rowsOfTable, type TableRow } from './rows-of-table.ts';

/** Texts in words; the largest lists of the desk are below this many bytes. */
const largest = 32 * 1024 * 1024;

/** Reads a file of texts whole. What is wrong with it stands among its problems; nothing is thrown for a bad file. */
export async function readBroughtFile(source: Source): Promise<BroughtFile> {
  const name = typeof source === 'string' ? basename(source) : source.name;
  const bytes = typeof source === 'string' ? await bytesOf(source) : source.bytes;
  if (typeof bytes === 'string') return refused(name, bytes, 'Check its name and your rights.');
  if (bytes.length === 0) return refused(name, 'The file is empty.', 'Give another file.');
  if (bytes.length > largest)
    return refused(name, 'The file is larger than 32 MB.', 'Part it into several files.');
  const given = { name, bytes };
  switch (name.toLowerCase().split('.').at(-1)) {
    case 'xlsx':
      return await fromWorkbook(given);
    case 'docx':
      return await readDocx(given);
    case 'csv':
    case 'txt':
    case 'tsv': {
      const rows = readCsv(name, bytes);
      return Array.isArray(rows) ? fromTables(name, [rows], []) : { ...nothing(name), problems: [rows] };
    }
    default:
      return refused(name, 'The kind of the file is not known.', 'Save it as .xlsx, .csv or .docx.');
  }
}

async function bytesOf(path: string): Promise<Buffer | string> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return 'This is not a file.';
    if (about.size > largest) return await head(path);
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    return code === 'ENOENT' ? 'The file is not there.' : `The file cannot be read (${code}).`;
  }
}

/** One byte more than is taken, so that the size is what is told. */
async function head(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    return (await handle.read(Buffer.alloc(largest + 1), 0, largest + 1, 0)).buffer;
  } finally {
    await handle.close();
  }
}

async function fromWorkbook(source: { name: string; bytes: Buffer }): Promise<BroughtFile> {
  const read = await readWorkbook(source, limits);
  if (!read.ok) return { ...nothing(source.name), problems: read.problems };
  return fromTables(
    source.name,
    read.tables.map(({ rows }) => rows),
    read.problems,
  );
}

/** The first table with a header row is the one that is meant: a work list has a sheet of notices beside it. */
function fromTables(name: string, tables: readonly TableRow[][], problems: Problem[]): BroughtFile {
  for (const table of tables) {
    const found = rowsOfTable(name, table);
    if (found) return { ...nothing(name), ...found, problems: [...problems, ...found.problems] };
  }
  const missing = refused(
    name,
    'There is no header row with "Code" and "Plain title" or "Explanation".',
    'Name the columns in the first row, as in an exported list.',
  );
  return { ...missing, problems: [...problems, ...missing.problems] };
}

const nothing = (name: string): BroughtFile => ({
  name,
  rows: [],
  images: new Map(),
  problems: [],
  notes: [],
});

function refused(name: string, message: string, hint: string): BroughtFile {
  const problem = { file: name, line: 1, column: null, code: 'wrong-kind', message, hint };
  return { ...nothing(name), problems: [problem] };
}
