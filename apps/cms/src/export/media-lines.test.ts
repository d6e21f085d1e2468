import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, type ExportLine, exportLine } from '@plaincode/content-schemas';
import { afterAll, expect, it } from 'vitest';
import type { ApprovedText } from './approved-texts.ts';
import { ExportRefused } from './export-refused.ts';
import { mediaLines } from './media-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'plaincode-media-'));
afterAll(() => rmSync(folder, { recursive: true }));

function textWith(...names: string[]): ApprovedText {
  const body: Block[] = names.map((name) => ({
    type: 'image',
    src: `/media/${name}`,
    alt: 'A vial',
    width: 4,
    height: 3,
  }));
  const content = { plainTitle: null, body, sections: [], notice: 'publisher' };
  return {
    codeKey: 'hcpcs/J9000',
    hash: 'x',
    edition: 'e',
    content,
    approved: '2026-01-01',
    reviewer: null,
    reviewed: '2026-01-01',
  };
}

async function linesOf(...texts: ApprovedText[]): Promise<ExportLine[]> {
  const lines: ExportLine[] = [];
  for await (const line of mediaLines(texts, folder)) lines.push(line);
  return lines;
}

it('hands over each file once, in the order of the paths', async () => {
  writeFileSync(join(folder, 'b.png'), 'bytes of b');
  writeFileSync(join(folder, 'a.JPG'), 'bytes of a');
  const lines = await linesOf(textWith('b.png', 'a.JPG'), textWith('b.png'));
  expect(lines.map((line) => exportLine.parse(line))).toEqual([
    {
      type: 'media',
      path: '/media/a.JPG',
      mediaType: 'image/jpeg',
      base64: Buffer.from('bytes of a').toString('base64'),
    },
    {
      type: 'media',
      path: '/media/b.png',
      mediaType: 'image/png',
      base64: Buffer.from('bytes of b').toString('base64'),
    },
  ]);
});

it('hands over what was made of an image with it', async () => {
  writeFileSync(join(folder, 'c.png'), 'bytes of c');
  writeFileSync(join(folder, 'c-480.avif'), 'less bytes of c');
  const text = textWith('c.png');
  const sizes = [{ src: '/media/c-480.avif', mediaType: 'image/avif' as const, width: 480 }];
  for (const block of text.content.body) if (block.type === 'image') block.sizes = sizes;
  const lines = await linesOf(text);
  expect(lines.map((line) => line.type === 'media' && line.path)).toEqual([
    '/media/c-480.avif',
    '/media/c.png',
  ]);
});

it('refuses by name what is lost or cannot be shown', async () => {
  writeFileSync(join(folder, 'page.svg'), '<svg/>');
  for (const name of ['lost.png', 'page.svg']) {
    const error = await linesOf(textWith(name)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExportRefused);
    expect(String(error)).toContain(name);
  }
});
