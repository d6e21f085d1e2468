import { type ExportHeader, type ExportLine, exportLine } from '@plaincode/content-schemas';
import { PublishRefused } from '../refusal.ts';
import { readLines } from './read-lines.ts';

/** A page's line, unparsed: its record is the workers' to read. `record` is the line's part that is the record. */
export type PageLine = { type: 'page'; number: number; record: Buffer };

/** A line of an export as the publisher's main thread meets it. */
export type StreamLine = PageLine | Exclude<ExportLine, { type: 'page' | 'header' | 'end' }>;

/** The desk writes its keys in a fixed order, so a page's line shows by its first bytes. */
const pageStart = Buffer.from('{"type":"page","record":');

/**
 * Reads an export: first its header, then its lines in batches as they arrive. Refuses a stream that does not
 * start with a header, goes on after its end, breaks off without one, or counts other pages than it holds.
 */
export async function readExport(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ header: ExportHeader; lines: AsyncGenerator<StreamLine[]> }> {
  const batches = readLines(stream);
  const first = await batches.next();
  if (first.done)
    throw new PublishRefused('stream-incomplete', 'The export is empty: nothing was published.');
  const [headerLine, ...others] = first.value;
  const header = headerLine && parseLine(headerLine, 1);
  if (header?.type !== 'header')
    throw new PublishRefused('stream-malformed', 'The export does not begin with its header line.');
  return { header, lines: readRest(others, batches) };
}

async function* readRest(others: Buffer[], batches: AsyncGenerator<Buffer[]>): AsyncGenerator<StreamLine[]> {
  let number = 1;
  let pages = 0;
  let declared: number | null = null;
  const read = (lines: Buffer[]): StreamLine[] => {
    const out: StreamLine[] = [];
    for (const bytes of lines) {
      number += 1;
      if (bytes.length === 0) continue;
      if (declared !== null)
        throw new PublishRefused('stream-malformed', `The export goes on after its end (line ${number}).`);
      const line = classify(bytes, number);
      if (line.type === 'end') declared = line.pages;
      else if (line.type === 'header')
        throw new PublishRefused('stream-malformed', `The export has a second header (line ${number}).`);
      else out.push(line);
      if (line.type === 'page') pages += 1;
    }
    return out;
  };
  yield read(others);
  for await (const batch of batches) yield read(batch);
  if (declared === null)
    throw new PublishRefused(
      'stream-incomplete',
      `The export breaks off after ${pages} pages, without its end line.`,
    );
  if (declared !== pages)
    throw new PublishRefused('stream-incomplete', `The export says ${declared} pages and holds ${pages}.`);
}

function classify(bytes: Buffer, number: number): PageLine | Exclude<ExportLine, { type: 'page' }> {
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  if (bytes.subarray(0, pageStart.length).equals(pageStart) && bytes[end - 1] === 125)
    return { type: 'page', number, record: bytes.subarray(pageStart.length, end - 1) };
  const line = parseLine(bytes, number);
  if (line.type === 'page') return { type: 'page', number, record: Buffer.from(JSON.stringify(line.record)) };
  return line;
}

function parseLine(bytes: Buffer, number: number): ExportLine {
  const parsed = exportLine.safeParse(parseJson(bytes, number));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    file: 'export',
    line: number,
    column: null,
    code: 'stream-malformed',
    message: `${issue.path.join('.')}: ${issue.message}`,
    hint: 'Export again with the desk of the same version.',
  }));
  throw new PublishRefused(
    'stream-malformed',
    `Line ${number} of the export is not what the contract says.`,
    problems,
  );
}

function parseJson(bytes: Buffer, number: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new PublishRefused('stream-malformed', `Line ${number} of the export is not JSON.`);
  }
}

/** The path of a line's record, which the desk writes near its start: reading it there spares parsing the whole. */
export function pathOf({ record }: PageLine): string | null {
  return /"path":"([^"\\]{1,200})"/.exec(record.toString('latin1', 0, 400))?.[1] ?? null;
}
