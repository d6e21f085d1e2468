import type { Problem } from '@plaincode/content-schemas';
import type { OfficialContent } from '../src/official-content.ts';
import { readOfficialFile } from '../src/read-official-file.ts';
import type { Input } from './make-input.ts';

/** What a reader made of an input; `flaw` tells what it should not have done. */
export type Verdict = {
  outcome: 'accepted' | 'refused';
  /** The file or the line of a problem is missing. */
  withoutPlace: boolean;
  flaw: string | null;
};

/** Reads an input and holds the reader to its promises: it never throws, and what it answers is whole. */
export async function judge({ name, bytes, given, archive }: Input): Promise<Verdict> {
  try {
    const result = await readOfficialFile({ name, bytes }, given);
    if (result.ok)
      return { outcome: 'accepted', withoutPlace: false, flaw: flawOfContents(result.file.contents) };
    const flaw = flawOfProblems(result.problems, name) ?? (archive ? flawOfMember(result.problems) : null);
    const withoutPlace = result.problems.some((problem) => !hasPlace(problem, name));
    return { outcome: 'refused', withoutPlace, flaw };
  } catch (error) {
    const flaw = `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    return { outcome: 'refused', withoutPlace: true, flaw };
  }
}

/** Every problem names the file, perhaps a part of it, and a line or row from 1. */
function hasPlace({ file, line }: Problem, name: string): boolean {
  return (file === name || file.startsWith(`${name} › `)) && Number.isSafeInteger(line) && (line ?? 0) >= 1;
}

function flawOfProblems(problems: Problem[], name: string): string | null {
  if (problems.length === 0) return 'refused without a problem';
  const lost = problems.find((problem) => !hasPlace(problem, name));
  if (lost) return `a problem without file or line: ${JSON.stringify(lost)}`;
  const bare = problems.find(({ message, hint }) => message === '' || hint === '');
  if (bare) return `a problem without words: ${JSON.stringify(bare)}`;
  const column = problems.find((problem) => problem.column !== null && !(problem.column >= 1));
  return column ? `a problem with no column of a line: ${JSON.stringify(column)}` : null;
}

/** What may be said of an archive as a whole; everything else is about a member. */
const aboutArchives = [
  'no-release-inside',
  'several-releases-inside',
  'unknown-edition',
  'contradicts-given',
  'unequal-counts',
];

function flawOfMember(problems: Problem[]): string | null {
  const [first] = problems;
  if (!first || first.file.includes(' › ') || aboutArchives.includes(first.code)) return null;
  return `a problem that does not name its member: ${JSON.stringify(first)}`;
}

/** Characters that no text of a page may hold: control characters, and halves of characters. */
const badCharacter = /(?<!\\)(?:\\\\)*\\u(?:00[01]|d[89a-f])/i;

function flawOfContents(contents: OfficialContent[]): string | null {
  if (contents.length === 0) return 'accepted without content';
  for (const content of contents) {
    const bad = badCharacter.exec(JSON.stringify(content));
    if (bad) return `accepted with a bad character: ${bad[0]} in ${content.kind}`;
    if (
      content.kind === 'facts' &&
      new Set(content.facts.map(({ code }) => code)).size < content.facts.length
    )
      return 'accepted with two facts of one code';
    const flaw = content.kind === 'release' ? flawOfRelease(content.records) : null;
    if (flaw) return flaw;
  }
  return null;
}

type Records = Extract<OfficialContent, { kind: 'release' }>['records'];

function flawOfRelease(records: Records): string | null {
  const codes = new Set(records.map(({ code }) => code));
  if (records.length === 0) return 'accepted without codes';
  if (codes.size < records.length) return 'accepted with a code twice';
  for (const { code, longDescriptor, parent } of records) {
    if (!/^[0-9A-Z]{2,7}$/.test(code)) return `accepted with the code ${JSON.stringify(code)}`;
    if (longDescriptor.trim() === '') return `accepted with no descriptor of ${code}`;
    if (parent !== null && !codes.has(parent)) return `accepted with the parent ${parent} missing`;
  }
  return null;
}
