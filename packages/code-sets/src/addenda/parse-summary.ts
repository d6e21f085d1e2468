import type { Line } from '../container/lines.ts';
import type { Problems } from '../problems.ts';
import { checkCharacters, tidy } from '../text-checks.ts';
import type { AddendaSummary, SummarySection } from './addenda.ts';
import { countLine, type Subject, subjectOf } from './layout.ts';

/** A block as far as it was read. */
type Draft = {
  subject: Subject;
  releases: { count: number; file: string }[];
  counts: Map<string, number>;
};

const revisionsTo: Record<'both' | 'longOnly' | 'shortOnly', string> = {
  both: 'revisions to both long and short titles',
  longOnly: 'revisions to long title only',
  shortOnly: 'revisions to short title only',
};
const countNames = ['additions', 'deletions', 'revisions', ...Object.values(revisionsTo)];

/**
 * Reads the counts at the end of addenda, whose last line is `end`. Adds a problem for a line that is none of
 * them, for a count that is missing or stands twice, and where the two releases' sizes do not differ by the
 * additions and deletions. Null where counts are missing.
 */
export function parseSummary(lines: readonly Line[], end: number, problems: Problems): AddendaSummary | null {
  const drafts: Draft[] = [];
  for (const line of lines) {
    if (checkCharacters(line.text, line.number, problems)) continue;
    const subject = subjectOf(line.text);
    const draft = drafts.at(-1);
    if (subject !== null && !drafts.some((one) => one.subject === subject))
      drafts.push({ subject, releases: [], counts: new Map() });
    else if (!draft || !takes(draft, tidy(line.text))) addStray(line, problems);
    if (problems.hopeless) return null;
  }
  const [headers, codes] = (['headers', 'codes'] as const).map((subject) => {
    const draft = drafts.find((one) => one.subject === subject);
    return draft || subject === 'codes' ? sectionOf(draft, end, problems) : undefined;
  });
  if (!codes || headers === null) return null;
  if (headers && (headers.both === null) !== (codes.both === null)) addIncomplete('codes', end, problems);
  return headers === undefined ? { codes } : { headers, codes };
}

function addStray({ number }: Line, problems: Problems): void {
  const message = 'This line is no part of the summary of addenda.';
  problems.add('stray-line', message, compare, { line: number, column: 1 });
}

const compare = 'Compare the lines at the end with those of the official file.';

/** Takes a line into its block; false where it is none of a block's, or stands there twice. */
function takes(draft: Draft, text: string): boolean {
  if (/^of which:?$/i.test(text)) return true;
  const [, digits, said] = countLine.exec(text) ?? [];
  if (digits === undefined || said === undefined) return false;
  const count = Number(digits.replaceAll(',', ''));
  const what = said.toLowerCase();
  const inFile = `${draft.subject} in `;
  if (what.startsWith(inFile)) {
    draft.releases.push({ count, file: said.slice(inFile.length) });
    return draft.releases.length <= 2;
  }
  const name = countNames.find((known) => sameCount(known, what));
  if (name === undefined || draft.counts.has(name)) return false;
  draft.counts.set(name, count);
  return true;
}

/** "1 revision" as well as "1 revisions". */
const sameCount = (known: string, said: string): boolean =>
  known === said || known.replace(/s(?= |$)/, '') === said;

function sectionOf(draft: Draft | undefined, end: number, problems: Problems): SummarySection | null {
  const [from, to] = draft?.releases ?? [];
  const count = (name: string): number | null => draft?.counts.get(name) ?? null;
  const additions = count('additions');
  const deletions = count('deletions');
  const revisions = count('revisions');
  const both = count(revisionsTo.both);
  const longOnly = count(revisionsTo.longOnly);
  const shortOnly = count(revisionsTo.shortOnly);
  const titles = [both, longOnly, shortOnly].filter((number) => number === null).length;
  if (!from || !to || additions === null || deletions === null || revisions === null || titles % 3 !== 0) {
    addIncomplete(draft?.subject ?? 'codes', end, problems);
    return null;
  }
  if (from.count + additions - deletions !== to.count) {
    const sum = `${from.count} with ${additions} added and ${deletions} deleted`;
    problems.add('unequal-counts', `In the summary, ${sum} do not make ${to.count}.`, compare, { line: end });
  }
  return { from, to, additions, deletions, revisions, both, longOnly, shortOnly };
}

function addIncomplete(subject: Subject, end: number, problems: Problems): void {
  const message = `The summary of ${subject} at the end is missing or not whole.`;
  const hint = 'The file is cut, or it is no addenda file: download it again.';
  problems.add('truncated-file', message, hint, { line: end });
}
