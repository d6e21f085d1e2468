import { valueSources } from '@plaincode/code-sets';
import { accessTier, line, type Problem, sectionId } from '@plaincode/content-schemas';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { approvedFamilyText, type Slot } from '../workflow/families/slot.ts';

/** `none` has the words for the codes of which the source says nothing; the desk names them by an empty value. */
const slot = z
  .strictObject({
    name: z.string(),
    from: z.enum(valueSources),
    words: z.record(z.string(), z.string()),
  })
  .transform(
    ({ name, from, words }): Slot => ({
      name,
      source: from,
      asSaid: false,
      words: Object.entries(words).map(([value, said]) => ({
        value: value === 'none' ? '' : value,
        words: said,
      })),
    }),
  );

const fields = z.strictObject({
  code: line,
  /** The plain title. */
  title: line.max(80),
  kind: z.enum(['code', 'modifier']).optional(),
  tiers: z.partialRecord(sectionId, accessTier).optional(),
  /** A text for the codes below it too has a slot table. */
  covers: z.literal('family').optional(),
  slots: z.array(slot).pipe(approvedFamilyText.shape.slots).optional(),
});
export type FrontMatter = z.infer<typeof fields>;

export interface SplitFile {
  /** Null where it could not be read; `problems` then say why. */
  head: FrontMatter | null;
  body: string;
  /** Lines before the body's first one. */
  offset: number;
  problems: Problem[];
}

/** Parts a file into its YAML front matter and the Markdown after it. */
export function splitFrontMatter(file: string, text: string): SplitFile {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/.exec(text);
  if (!match) {
    const problem = at(
      file,
      1,
      'no-front-matter',
      'The file does not begin with front matter.',
      'Begin with a line ---, then code and title, then ---.',
    );
    return { head: null, body: '', offset: 0, problems: [problem] };
  }
  const [whole, yaml = ''] = match;
  const offset = whole.split('\n').length - 1;
  return { ...readHead(file, yaml), body: text.slice(whole.length), offset };
}

function readHead(file: string, yaml: string): Pick<SplitFile, 'head' | 'problems'> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'failsafe' });
  const broken = document.errors.map((error) =>
    at(
      file,
      lines.linePos(error.pos[0]).line + 1,
      'bad-front-matter',
      'The front matter is no YAML.',
      'Write one "name: value" to a line.',
    ),
  );
  if (broken.length > 0) return { head: null, problems: broken };
  const parsed = fields.safeParse(document.toJS());
  if (parsed.success) return { head: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.') || 'front matter';
    const key = yaml.split('\n').findIndex((row) => row.startsWith(`${String(issue.path[0])}:`));
    return at(
      file,
      key < 0 ? 1 : key + 2,
      'bad-front-matter',
      `${name}: ${issue.message}.`,
      'It holds code, title (at most 80 characters) and optionally tiers, covers and slots.',
    );
  });
  return { head: null, problems };
}

/** A problem at the beginning of a line, counted from 1. */
export function at(file: string, line: number, code: string, message: string, hint: string): Problem {
  return { file, line, column: 1, code, message, hint };
}
