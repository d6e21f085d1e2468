import { type Problems, Unreadable } from '../problems.ts';
import { SharedTextReader, type SheetRow, SheetRowReader } from './sheet-reader.ts';
import { parseXml, type XmlHandler } from './xml.ts';
import type { TextPart } from './zip.ts';

export type Sheet = {
  /** As its tab says. */
  name: string;
  /** Reads the rows anew at each call, in batches; adds what is wrong with cells to `problems`. Throws Unreadable. */
  rows: (problems: Problems) => AsyncGenerator<SheetRow[], void, undefined>;
};

/** Each is looked at for a header; releases have a handful. */
const mostSheets = 256;
const mostTexts = 2_000_000;
const mostTextLength = 64 * 1024 * 1024;

/**
 * The sheets of a workbook in the order of their tabs. Source: ECMA-376 part 1, 18.2 (workbook), 18.3
 * (worksheets), 18.4 (shared strings), and part 2, 9.3 (relationships). Throws Unreadable.
 */
export async function openWorkbook(parts: TextPart[]): Promise<Sheet[]> {
  const byPath = new Map(parts.map((part) => [part.member, part]));
  const listed = await collect(byPath.get('xl/workbook.xml'), new AttributeReader('sheet'));
  if (listed.length > mostSheets)
    throw new Unreadable(
      'unsafe-archive',
      `The workbook lists more than ${mostSheets} sheets.`,
      'Give the release file itself.',
    );
  const relations = await collect(
    byPath.get('xl/_rels/workbook.xml.rels'),
    new AttributeReader('Relationship'),
  );
  const targets = new Map(relations.map(({ Id = '', Target = '' }) => [Id, fromFolder(Target)]));
  const texts = sharedTexts(byPath.get('xl/sharedStrings.xml'));
  const used = new Set<TextPart>();
  const found = listed.flatMap((attributes) => {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
    const part = byPath.get(targets.get(id ?? '') ?? '');
    if (!part?.member?.startsWith('xl/worksheets/')) return [];
    if (used.has(part)) throw sharedSheet(part);
    used.add(part);
    return [sheetOf(attributes.name ?? '', part, texts)];
  });
  if (found.length > 0) return found;
  // A workbook without relationships that lead anywhere: its sheets still have their customary place.
  const first = parts.filter(({ member }) => /^xl\/worksheets\/[^/]+\.xml$/.test(member ?? ''));
  return first.map((part) => sheetOf('', part, texts));
}

/** Thousands of sheets that are all one part would be read one by one. */
function sharedSheet({ member }: TextPart): Unreadable {
  return new Unreadable(
    'damaged-archive',
    `Two sheets of the workbook are one part (${member}).`,
    'The workbook is damaged: download it again.',
  );
}

/** A relationship's target is relative to `xl/`, or absolute from the archive's root. */
const fromFolder = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

function sheetOf(name: string, part: TextPart, texts: () => Promise<string[]>): Sheet {
  return {
    name,
    async *rows(problems) {
      yield* parseXml(part, new SheetRowReader(await texts(), problems));
    },
  };
}

/** The shared texts are read once, when the first sheet is. */
function sharedTexts(part: TextPart | undefined): () => Promise<string[]> {
  let reading: Promise<string[]> | null = null;
  return () => {
    reading ??= collect(part, new SharedTextReader());
    return reading;
  };
}

async function collect<T>(part: TextPart | undefined, handler: XmlHandler<T>): Promise<T[]> {
  const items: T[] = [];
  let length = 0;
  if (!part) return items;
  for await (const batch of parseXml(part, handler)) {
    for (const item of batch) {
      length += typeof item === 'string' ? item.length : 0;
      items.push(item);
    }
    if (items.length > mostTexts || length > mostTextLength)
      throw new Unreadable('too-large', 'The workbook holds too much text.', 'Give the release file itself.');
  }
  return items;
}

/** The attributes of every element of one name. */
class AttributeReader implements XmlHandler<Record<string, string>> {
  readonly #element: string;
  #done: Record<string, string>[] = [];

  constructor(element: string) {
    this.#element = element;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === this.#element) this.#done.push({ ...attributes });
  }

  text(): void {}

  close(): void {}

  take(): Record<string, string>[] {
    return this.#done.splice(0);
  }
}
