import type { FactContents, FactKind } from '@plaincode/code-sets';
import type { Block, Inline, SectionData } from '@plaincode/content-schemas';
import type { SourceFacts } from '../facts-in-force.ts';

/** What a source says of a few codes, made up for tests. */
export function madeFacts<Kind extends FactKind>(
  kind: Kind,
  byCode: Record<string, FactContents[Kind]>,
): SourceFacts<Kind> {
  return {
    label: '2030',
    effective: '2029-10-01',
    source: {
      kind: 'release-file',
      id: kind,
      rightsHolder: 'cms',
      edition: 'made-2029-10-01',
      editionLabel: '2030',
      fileName: `${kind}.txt`,
      member: null,
      sha256: '0'.repeat(64),
      imported: '2029-10-01T00:00:00.000Z',
    },
    byCode: new Map(Object.entries(byCode)),
  };
}

/** Every code of these has a page. */
export const pagesOf =
  (...codes: string[]) =>
  (code: string): string | null =>
    codes.includes(code) ? `/made/${code}/` : null;

const inline = (one: Inline): string => (one.href ? `[${one.text}](${one.href})` : one.text);

/** Blocks as short lines: `# heading`, `- item`, and links as in Markdown. */
export function linesOf(body: readonly Block[]): string[] {
  return body.flatMap((block) => {
    if (block.type === 'list') return block.items.map((item) => `- ${item.map(inline).join('')}`);
    if (block.type === 'heading') return [`# ${block.content.map(inline).join('')}`];
    return block.type === 'paragraph' ? [block.content.map(inline).join('')] : [`?${block.type}`];
  });
}

export const linesOfAll = (data: readonly SectionData[]): string[] =>
  data.flatMap(({ title, historical, body }) => [
    `== ${title}${historical ? ' (historical)' : ''}`,
    ...linesOf(body),
  ]);
