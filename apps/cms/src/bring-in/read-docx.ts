import { createHash } from 'node:crypto';
import { checkDocument } from '@plaincode/code-sets';
import type { Problem } from '@plaincode/content-schemas';
import type { Element, RootContent as HastContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import mammoth from 'mammoth';
import type { PhrasingContent, RootContent } from 'mdast';
import { treeToMarkdown } from '../markdown/blocks-to-markdown.ts';
import type { BroughtFile, BroughtImage, BroughtRow } from './brought-file.ts';
import { type ColumnKey, columnOf } from './columns.ts';
import { rowsOfTable, type TableRow } from './rows-of-table.ts';

/** What a document may unpack to. */
const largest = 64 * 1024 * 1024;

const kinds: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/**
 * Reads a Word document: a heading for each code, whose words after the code are its plain title; below it the explanation;
 * headings of sections; lines such as "Summary: …", "Who may read it: …", "Notice: …". A table with a header row is read as a
 * sheet is. Pictures are taken with their alternative text only.
 */
export async function readDocx(source: { name: string; bytes: Buffer }): Promise<BroughtFile> {
  const { name, bytes } = source;
  const file: BroughtFile = {
    name,
    rows: [],
    images: new Map(),
    problems: await checkDocument(source, largest),
    notes: [],
  };
  if (file.problems.length > 0) return file;
  const images = new Map<string, BroughtImage>();
  const problems: Problem[] = [];
  const add = (code: string, message: string, hint: string, line = 1) =>
    problems.push({ file: name, line, column: null, code, message, hint });
  try {
    const read = await htmlOf(bytes, images, add);
    const found = rowsOf(name, fromHtml(read.html, { fragment: true }), add);
    const { rows } = found;
    problems.push(...found.problems);
    if (rows.length === 0 && problems.length === 0)
      add(
        'no-codes',
        'No heading of the document begins with a code.',
        'Give each code a heading, such as "J9000 Its plain title".',
      );
    return { ...file, rows, images, problems, notes: [...found.notes, ...read.notes] };
  } catch (error) {
    add(
      'damaged-document',
      `The document cannot be read (${error instanceof Error ? error.message.slice(0, 100) : 'unknown'}).`,
      'Save it anew with a word processor.',
    );
    return { ...file, problems };
  }
}

type Add = (code: string, message: string, hint: string, line?: number) => void;

/** The document as HTML, and what of it cannot be made one. */
async function htmlOf(
  bytes: Buffer,
  images: Map<string, BroughtImage>,
  add: Add,
): Promise<{ html: string; notes: string[] }> {
  let number = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    number += 1;
    const alt = 'altText' in image && typeof image.altText === 'string' ? image.altText.trim() : '';
    const extension = kinds[image.contentType];
    if (extension === undefined) {
      add(
        'bad-image',
        `Picture ${number} of the document is of a kind that pages cannot show (${image.contentType.slice(0, 40)}).`,
        'Use PNG, JPEG or WebP.',
      );
      return { src: '' };
    }
    const data = await image.readAsBuffer();
    const fileName = `brought-${createHash('sha256').update(data).digest('hex').slice(0, 16)}.${extension}`;
    if (alt === '')
      add(
        'image-without-words',
        `Picture ${number} of the document has no alternative text.`,
        'Say in Word what it shows (Picture › Alt text).',
      );
    images.set(fileName, { bytes: data, mimeType: image.contentType, alt });
    return { src: `/media/${fileName}` };
  });
  const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Quote'] => blockquote > p:fresh"];
  const options = { convertImage, styleMap, externalFileAccess: false };
  const { value, messages } = await mammoth.convertToHtml({ buffer: bytes }, options);
  const ignored = messages.filter(({ message }) => message.includes('was ignored'));
  const notes = [...new Set(ignored.map(({ message }) => `Left out: ${message}.`))];
  return { html: value, notes: notes.slice(0, 10) };
}

/** A word that looks like a code: letters and digits with at least one digit, perhaps with its dot. */
const codeHeading = /^([A-Z0-9][A-Z0-9.]{1,8})(?:[\s:–—-]+(.*))?$/i;
const fieldLine =
  /^(code set|applies from|edition|plain title|notice|revision|open summary|summary|who may read it|tier)\s*:\s*(.+)$/is;

type Open = { line: number; cells: Map<ColumnKey, string>; part: ColumnKey; nodes: HastContent[] };

function rowsOf(
  name: string,
  { children }: Root,
  add: Add,
): Pick<BroughtFile, 'rows' | 'problems' | 'notes'> {
  const rows: BroughtRow[] = [];
  const problems: Problem[] = [];
  const notes: string[] = [];
  const before: string[] = [];
  const given = new Map<ColumnKey, string>();
  let open: Open | null = null;
  let headings = 0;
  const settle = () => {
    if (!open) return;
    const text = markdownOf(open.nodes, add, open.line);
    if (text !== '') open.cells.set(open.part, text);
    open.nodes = [];
  };
  for (const node of children) {
    if (node.type !== 'element') continue;
    const words = wordsOf(node).trim();
    if (/^h[1-6]$/.test(node.tagName)) {
      headings += 1;
      const [, code = '', title = ''] = codeHeading.exec(words) ?? [];
      const part = columnOf(words);
      if (/\d/.test(code)) {
        settle();
        const cells = new Map([...given, ['code', code], ['plainTitle', title.trim()]] as [
          ColumnKey,
          string,
        ][]);
        open = { line: headings, cells, part: 'body', nodes: [] };
        rows.push(open);
      } else if (open && part !== null) {
        settle();
        open.part = part;
      } else if (open)
        add(
          'unknown-section',
          `There is no section "${words.slice(0, 60)}" (heading ${headings}).`,
          'Name the section as the desk does, or make the heading a bold line.',
          headings,
        );
      else before.push(words);
    } else if (node.tagName === 'table') {
      const found = rowsOfTable(name, tableRows(node, add));
      if (found) {
        rows.push(...found.rows);
        problems.push(...found.problems);
        notes.push(...found.notes);
      } else
        add(
          'unsupported',
          'A table of the document has no header row with "Code".',
          'Name its columns, or write it as text.',
          Math.max(1, headings),
        );
    } else {
      const [, field = '', value = ''] = fieldLine.exec(words) ?? [];
      const key = field === '' ? null : fieldKey(field, open);
      if (key !== null) (open?.cells ?? given).set(key, value.trim());
      else if (open) open.nodes.push(node);
      else before.push(words);
    }
  }
  settle();
  const passed = before.filter((words) => words !== '').join(' ');
  if (passed !== '' && rows.length > 0)
    notes.push(`What stands before the first heading with a code is not read: "${shortened(passed)}".`);
  return { rows, problems, notes };
}

const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words);

/** Which cell a line such as "Summary: …" fills, below the heading that is open. */
function fieldKey(field: string, open: Open | null): ColumnKey | null {
  const part = open?.part ?? 'body';
  const name = field.toLowerCase();
  if (name.endsWith('summary')) return part === 'body' ? null : columnOf(`${part}: open summary`);
  if (name === 'tier' || name.startsWith('who'))
    return part === 'body' ? null : columnOf(`${part}: who may read it`);
  return columnOf(field);
}

function markdownOf(nodes: readonly HastContent[], add: Add, line: number): string {
  if (nodes.length === 0) return '';
  const mark = (tag: string) => (state: { all: (node: Element) => unknown[] }, node: Element) => [
    { type: 'html', value: `<${tag}>` },
    ...(state.all(node) as PhrasingContent[]),
    { type: 'html', value: `</${tag}>` },
  ];
  const handlers = { sub: mark('sub'), sup: mark('sup') };
  const tree = toMdast(
    { type: 'root', children: [...nodes] },
    { handlers: handlers as never, document: true },
  );
  const blocks = 'children' in tree ? (tree.children as RootContent[]) : [];
  if (blocks.some(({ type }) => type === 'table'))
    add(
      'unsupported',
      'A text of the document holds a table, which pages cannot show.',
      'Write it as a list.',
      line,
    );
  return treeToMarkdown(blocks).trim();
}

function tableRows(table: Element, add: Add): TableRow[] {
  const rows: TableRow[] = [];
  const walk = (node: Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'tr')
        rows.push({ number: rows.length + 1, cells: cellsOf(child, add, rows.length + 1) });
      else if (['thead', 'tbody'].includes(child.tagName)) walk(child);
    }
  };
  walk(table);
  return rows;
}

const cellsOf = (row: Element, add: Add, line: number): string[] =>
  row.children.flatMap((cell) =>
    cell.type === 'element' && /^t[dh]$/.test(cell.tagName)
      ? [markdownOf(cell.children as HastContent[], add, line).replace(/^\*\*(.*)\*\*$/s, '$1')]
      : [],
  );

/** The words of an element, at any depth; documents nest as deep as their lists, which mammoth bounds. */
function wordsOf(node: Element): string {
  let words = '';
  const waiting: (Element | HastContent)[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'text') words += next.value;
    else if (next.type === 'element') waiting.push(...next.children.toReversed());
  }
  return words.replaceAll(/\s+/g, ' ');
}
