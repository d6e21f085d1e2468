import { type AccessTier, type Problem, type SectionId, sectionIds } from '@plaincode/content-schemas';
import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { type LexicalState, markdownToLexical, type Report } from '../markdown/markdown-to-lexical.ts';
import type { Coverage } from '../workflow/families/labels.ts';
import type { Slot } from '../workflow/families/slot.ts';
import { sectionTitles } from '../workflow/sections.ts';
import { at, splitFrontMatter } from './front-matter.ts';

export interface StarterSection {
  id: SectionId;
  tier: AccessTier | null;
  summary: string;
  body: LexicalState;
}

/** One explanation of the starter, ready for the desk. */
export interface StarterExplanation {
  /** As people write it: `E11.9`. */
  displayCode: string;
  plainTitle: string;
  body: LexicalState;
  sections: StarterSection[];
  covers: Coverage;
  slots: Slot[];
}

export type ParsedExplanation =
  | { ok: true; explanation: StarterExplanation }
  | { ok: false; problems: Problem[] };

/**
 * Reads a file of `demo/explanations`: front matter, the description, then `## Guidelines` and the other
 * sections, each beginning with a quotation of one sentence, its open summary. CommonMark; what pages cannot
 * hold (tables, HTML, pictures) is a problem.
 */
export function parseExplanation(file: string, text: string): ParsedExplanation {
  const { head, body, offset, problems } = splitFrontMatter(file, text);
  const [description = [], ...parts] = splitSections(fromMarkdown(body).children);
  const report = (
    node: { position?: RootContent['position'] },
    code: string,
    message: string,
    hint: string,
  ) => {
    problems.push(at(file, offset + (node.position?.start.line ?? 1), code, message, hint));
  };
  const converted = markdownToLexical(description, report);
  if (head && description.length === 0)
    problems.push(
      at(file, offset + 1, 'no-description', 'There is no description.', 'Write it after the front matter.'),
    );
  const sections = parts.flatMap((nodes) => section(nodes, head?.tiers ?? {}, report) ?? []);
  refuseTwice(file, sections, problems);
  if (!head || problems.length > 0) return { ok: false, problems };
  const ordered = sections.sort((a, b) => sectionIds.indexOf(a.id) - sectionIds.indexOf(b.id));
  return {
    ok: true,
    explanation: {
      displayCode: head.code,
      plainTitle: head.title,
      body: converted,
      sections: ordered,
      covers: head.covers ?? 'code',
      slots: head.slots ?? [],
    },
  };
}

/** The first part is the description; each other one begins with its heading. */
function splitSections(nodes: RootContent[]): RootContent[][] {
  const parts: RootContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth <= 2) parts.push([node]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

function section(
  nodes: RootContent[],
  tiers: Partial<Record<SectionId, AccessTier>>,
  report: Report,
): StarterSection | null {
  const [heading, quote, ...body] = nodes;
  if (!heading) return null;
  const title = wordsOf(heading);
  const id = sectionIds.find((one) => sectionTitles[one].toLowerCase() === title.toLowerCase());
  if (!id) {
    report(
      heading,
      'unknown-section',
      `There is no section "${title}".`,
      `The sections are ${Object.values(sectionTitles).join(', ')}.`,
    );
    return null;
  }
  const summary = quote?.type === 'blockquote' ? wordsOf(quote) : '';
  if (summary === '')
    report(
      quote ?? heading,
      'no-summary',
      `The section "${title}" has no summary.`,
      'Begin it with a line > and one sentence on what it holds.',
    );
  if (body.length === 0)
    report(
      heading,
      'empty-section',
      `The section "${title}" has no text.`,
      'Write it, or take the heading out.',
    );
  return { id, tier: tiers[id] ?? null, summary, body: markdownToLexical(body, report) };
}

function refuseTwice(file: string, sections: StarterSection[], problems: Problem[]): void {
  const seen = new Set<SectionId>();
  for (const { id } of sections) {
    if (seen.has(id))
      problems.push(
        at(file, 1, 'section-twice', `The section "${sectionTitles[id]}" stands twice.`, 'Join the two.'),
      );
    seen.add(id);
  }
}

/** The plain words of a node, single-spaced. */
function wordsOf(node: RootContent): string {
  const words =
    'children' in node
      ? node.children.map((child) => wordsOf(child)).join('')
      : 'value' in node
        ? node.value
        : '';
  return words.replace(/\s+/g, ' ').trim() === '' ? words : words.replace(/\s+/g, ' ');
}
