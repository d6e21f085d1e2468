import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { downloadAgain, type ProblemCode, Unreadable } from '../problems.ts';
import type { TextPart } from './zip.ts';

/** Turns the events of an XML text into items; `take` hands over those that are complete. Lines count from 1. */
export type XmlHandler<T> = {
  open: (name: string, attributes: Record<string, string>, line: number) => void;
  text: (text: string) => void;
  close: (name: string, line: number) => void;
  take: () => T[];
};

/** What the text is, in messages, and what to do when it is damaged. */
export type XmlKind = { name: string; hint: string };

export const workbookKind: XmlKind = {
  name: 'workbook',
  hint: 'Save the workbook again with a spreadsheet program, or download it again.',
};
export const xmlFileKind: XmlKind = { name: 'XML file', hint: downloadAgain };

/** Official files nest below 20 elements; a deeper text only means to make memory run out. */
const deepest = 100;
/** Characters without a tag; official texts have a few thousand. A longer run would be held in memory whole. */
const longestRun = 1024 * 1024;

/**
 * Reads an XML text in batches, prefixes of names left out. Document type declarations are refused, and
 * with them all entities but XML's own five: nothing can be expanded or fetched. Throws Unreadable.
 */
export async function* parseXml<T>(
  part: TextPart,
  handler: XmlHandler<T>,
  kind: XmlKind = workbookKind,
): AsyncGenerator<T[], void, undefined> {
  const parser = new SaxesParser({ position: true });
  const refuse: Refuse = (code, message) => {
    const place = { line: parser.line, column: parser.column + 1 };
    const problem = new Unreadable(code, message, kind.hint, place);
    problem.member = part.path ?? part.member;
    return problem;
  };
  const run = { from: 0 };
  let written = 0;
  listen(parser, handler, kind, refuse, run);
  const decode = utf8Decoder(kind, refuse);
  for await (const chunk of part.bytes()) {
    const text = decode(chunk);
    parser.write(text);
    // The parser's own position is right only while it works on a chunk.
    written += text.length;
    if (written - run.from > longestRun)
      throw refuse('too-large', `The ${kind.name} goes on too long without a tag.`);
    const items = handler.take();
    if (items.length > 0) yield items;
  }
  parser.close();
  const items = handler.take();
  if (items.length > 0) yield items;
}

type Refuse = (code: ProblemCode, message: string) => Unreadable;

/** `run` tells where the last tag ended. */
function listen<T>(
  parser: SaxesParser,
  handler: XmlHandler<T>,
  kind: XmlKind,
  refuse: Refuse,
  run: { from: number },
): void {
  let depth = 0;
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1;
    run.from = parser.position;
    if (depth > deepest) throw refuse('unsafe-archive', `The ${kind.name} nests more than ${deepest} deep.`);
    handler.open(localName(tag.name), tag.attributes, parser.line);
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    run.from = parser.position;
    handler.close(localName(tag.name), parser.line);
  });
  parser.on('doctype', () => {
    throw refuse(
      'unsafe-archive',
      `The ${kind.name} declares a document type or entities, which no official one does.`,
    );
  });
  parser.on('error', (error) => {
    throw refuse('damaged-archive', `The ${kind.name} is damaged (${error.message}).`);
  });
}

/** Some programs write `x:row` for `row`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function utf8Decoder(kind: XmlKind, refuse: Refuse): (chunk: Buffer) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: true });
    } catch {
      throw refuse('damaged-archive', `The ${kind.name} is not UTF-8 here.`);
    }
  };
}
