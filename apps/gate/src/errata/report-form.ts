import { type ErrorReport, pagePath, reportedPlace, reportLength } from '@plaincode/content-schemas';
import { z } from 'zod';

export type ReportField = 'words' | 'email';

/** Why a report is not taken, in words for the reader. */
export interface ReportRefusal {
  code: 'invalid-input' | 'foreign-origin' | 'too-large' | 'wrong-media-type' | 'page-unknown';
  status: number;
  message: string;
  field?: ReportField;
}

export type ReportForm = Pick<ErrorReport, 'page' | 'place' | 'words' | 'email'> & {
  /** Filled in by programs alone: people do not see the field. */
  filledTrap: boolean;
};

const unreadable: ReportRefusal = {
  code: 'invalid-input',
  status: 400,
  message: 'This form cannot be read.',
};

/** Control characters but the line feed: nobody types them. */
const controls = /(?!\n)\p{Cc}/gu;
const plainLines = (text: string) => text.replace(/\r\n?/g, '\n').replace(controls, ' ').trim();

const form = z.object({
  page: pagePath,
  place: z.union([z.literal('').transform(() => null), reportedPlace]).default(null),
  words: z
    .string({ error: 'Say what is wrong.' })
    .transform(plainLines)
    .pipe(
      z
        .string()
        .min(reportLength.least, `Say what is wrong in ${reportLength.least} characters or more.`)
        .max(reportLength.most, `Say it in at most ${reportLength.most.toLocaleString('en-US')} characters.`),
    ),
  email: z
    .string()
    .trim()
    .max(254, 'This e-mail address is too long.')
    .pipe(
      z.union([
        z.literal('').transform(() => null),
        z.email('Enter an e-mail address such as name@example.org, or none.'),
      ]),
    )
    .default(null),
  website: z.string().default(''),
});

/** A report as it was sent, or why it is none. */
export function parseReport(input: unknown): ReportForm | ReportRefusal {
  const parsed = form.safeParse(input);
  if (parsed.success) {
    const { website, ...rest } = parsed.data;
    return { ...rest, filledTrap: website !== '' };
  }
  const [issue] = parsed.error.issues;
  const field = fields.find((name) => name === issue?.path[0]);
  return field && issue ? { ...unreadable, message: messageOf(issue), field } : unreadable;
}

const fields: readonly ReportField[] = ['words', 'email'];

/** A union reports its own failure; the words for the reader are those of its last choice. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  return issue.errors.at(-1)?.[0]?.message ?? issue.message;
}
