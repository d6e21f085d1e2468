import { accessTier, type SectionId, sectionIds } from '@plaincode/content-schemas';

/** An explanation's Markdown file, taken apart for the tests of this folder. */
export type ExplanationFile = {
  code: string;
  title: string;
  kind: 'code' | 'modifier';
  tiers: Record<string, string>;
  body: string;
  sections: { id: SectionId | undefined; summary: string; text: string }[];
};

const sectionHeadings = new Map<string, SectionId>(
  sectionIds.map((id) => [id.replace('ncci', 'NCCI').replace('-', ' ').toLowerCase(), id]),
);

/** Throws when the front matter is missing; everything else is left for the caller to judge. */
export function parseExplanationFile(text: string): ExplanationFile {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error('expected front matter between two lines of ---');
  const front = new Map((match[1] ?? '').split('\n').map(frontMatterLine));
  const [body = '', ...parts] = (match[2] ?? '').split(/^## /m);
  return {
    code: front.get('code') ?? '',
    title: front.get('title') ?? '',
    kind: front.get('kind') === 'modifier' ? 'modifier' : 'code',
    tiers: tiersOf(front.get('tiers') ?? ''),
    body: body.trim(),
    sections: parts.map(sectionOf),
  };
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** The pages that a text links to. */
export function linkTargets(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
}

function frontMatterLine(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function tiersOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-z-]+):\s*([a-z]+)/g)];
  return Object.fromEntries(pairs.map(([, id = '', tier = '']) => [id, accessTier.parse(tier)]));
}

function sectionOf(part: string): ExplanationFile['sections'][number] {
  const [heading = '', ...lines] = part.split('\n');
  const summary = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
  return {
    id: sectionHeadings.get(heading.trim().toLowerCase()),
    summary: summary.join(' '),
    text: lines
      .filter((line) => !line.startsWith('>'))
      .join('\n')
      .trim(),
  };
}
