import type { SSRResult } from 'astro';
import { chunkToString, escapeHTML, isHTMLString } from 'astro/runtime/server/index.js';

/** What Astro marks the values of a template with. */
const templateResult = Symbol.for('astro.renderTemplateResult');
const componentInstance = Symbol.for('astro.componentInstance');

type TemplateResult = { htmlParts: readonly string[]; expressions: readonly unknown[] };
type ComponentInstance = { init(result: SSRResult): unknown };
type Slot = { evaluate(): unknown };
type Chunk = Parameters<typeof chunkToString>[1];

/** HTML in the order of the page; a promise stands for what has to be waited for. */
type Piece = string | Promise<unknown>;

/**
 * Writes what a component returned as HTML in UTF-8, as Astro's own renderer does: sooner, since what has to be waited for
 * (the address of a script) makes no buffers of all that follows it, and since no text of the whole page is made.
 */
export async function writeHtml(result: SSRResult, root: unknown): Promise<Uint8Array> {
  const pieces: Piece[] = ['<!DOCTYPE html>'];
  take(result, pieces, root);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (typeof piece === 'string' || piece === undefined) continue;
    const known: Piece[] = [];
    take(result, known, await piece);
    pieces.splice(at, 1, ...known);
    at -= 1;
  }
  return toBytes(pieces);
}

/** Takes the pieces of a value that a template shows. */
function take(result: SSRResult, pieces: Piece[], value: unknown): void {
  if (typeof value === 'string') pieces.push(escapeHTML(value));
  else if (typeof value === 'object' && value !== null) takeObject(result, pieces, value);
  else if (typeof value === 'function') take(result, pieces, value());
  else if (value || value === 0) pieces.push(String(value));
}

function takeObject(result: SSRResult, pieces: Piece[], value: object): void {
  if (isHTMLString(value)) pieces.push(value.toString());
  else if (templateResult in value) takeTemplate(result, pieces, value as unknown as TemplateResult);
  else if (componentInstance in value)
    take(result, pieces, (value as unknown as ComponentInstance).init(result));
  else if (Array.isArray(value)) for (const one of value) take(result, pieces, one);
  else if (value instanceof Promise) pieces.push(value);
  else if ('evaluate' in value) take(result, pieces, (value as Slot).evaluate());
  else if ('render' in value) takeRendered(result, pieces, value as Parameters<typeof takeRendered>[2]);
  else pieces.push(chunkToString(result, value as Chunk));
}

function takeTemplate(result: SSRResult, pieces: Piece[], { htmlParts, expressions }: TemplateResult): void {
  for (let at = 0; at < htmlParts.length; at += 1) {
    const html = htmlParts[at];
    if (html) pieces.push(html);
    if (at < expressions.length) take(result, pieces, expressions[at]);
  }
}

/** What only Astro can render, such as a fragment. */
function takeRendered(
  result: SSRResult,
  pieces: Piece[],
  value: { render(destination: { write(chunk: Chunk): void }): unknown },
): void {
  const ended = value.render({ write: (chunk) => pieces.push(chunkToString(result, chunk)) });
  if (ended instanceof Promise)
    throw new Error('a part of a page that has to be waited for is not known here');
}

/** Written into again and again; each page is copied out of it. */
let scratch: Buffer = Buffer.allocUnsafe(1 << 20);

/** A character of a text takes at most three bytes of UTF-8. */
const mostBytes = 3;

/** Joins the pieces. Each is written as it is: to join them first costs twice, and as much again where one is not Latin 1. */
function toBytes(pieces: readonly Piece[]): Uint8Array {
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece !== 'string') continue;
    if (scratch.length - at < piece.length * mostBytes) grow(at + piece.length * mostBytes);
    at += scratch.write(piece, at);
  }
  return Buffer.from(scratch.subarray(0, at));
}

function grow(needed: number): void {
  const larger = Buffer.allocUnsafe(Math.max(needed, scratch.length * 2));
  scratch.copy(larger);
  scratch = larger;
}
