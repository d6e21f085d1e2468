import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type ProblemCode, Unreadable } from '../problems.ts';
import type { TextPart } from './zip.ts';

/** Turns the events of an XML text into items; `take` hands over those that are complete. */
export type XmlHandler<T> = {
  open: (name: string, attributes: Record<string, string>) => void;
  text: (text: string) => void;
  close: (name: string) => void;
  take: () => T[];
};

/**
 * Reads a workbook's XML in batches, prefixes of names left out. Document type declarations are refused, and
 * with them all entities but XML's own five: nothing can be expanded or fetched. Throws Unreadable.
 */
export async function* parseXml<T>(
  part: TextPart,
  handler: XmlHandler<T>,
): AsyncGenerator<T[], void, undefined> {
  const parser = new SaxesParser({ position: true });
  const refuse: Refuse = (code, message) => {
    const place = { line: parser.line, column: parser.column + 1 };
    const hint = 'Save the workbook again with a spreadsheet program, or download it again.';
    const problem = new Unreadable(code, message, hint, place);
    problem.member = part.member;
    return problem;
  };
  listen(parser, handler, refuse);
  const decode = utf8Decoder(refuse);
  for await (const chunk of part.bytes()) {
    parser.write(decode(chunk));
    const items = handler.take();
    if (items.length > 0) yield items;
  }
  parser.close();
  const items = handler.take();
  if (items.length > 0) yield items;
}

type Refuse = (code: ProblemCode, message: string) => Unreadable;

function listen<T>(parser: SaxesParser, handler: XmlHandler<T>, refuse: Refuse): void {
  parser.on('opentag', (tag: SaxesTagPlain) => handler.open(localName(tag.name), tag.attributes));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', (tag) => handler.close(localName(tag.name)));
  parser.on('doctype', () => {
    throw refuse(
      'unsafe-archive',
      'The workbook declares a document type or entities, which no workbook needs.',
    );
  });
  parser.on('error', (error) => {
    throw refuse('damaged-archive', `The workbook is damaged (${error.message}).`);
  });
}

/** Some programs write `x:row` for `row`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function utf8Decoder(refuse: Refuse): (chunk: Buffer) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: true });
    } catch {
      throw refuse('damaged-archive', 'The workbook is not UTF-8 here.');
    }
  };
}
