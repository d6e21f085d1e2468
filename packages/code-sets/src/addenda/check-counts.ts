import type { Problems } from '../problems.ts';
import type { Addenda, AddendaRow, SummarySection } from './addenda.ts';

/** Adds a problem for each count of the summary that is not the number of such rows. */
export function checkCounts({ form, rows, summary }: Addenda, line: number | null, problems: Problems): void {
  if (summary === null) return;
  const headers = rows.filter(isHeader);
  const codes = rows.filter((row) => !isHeader(row));
  const differ = (subject: string, name: string, said: number | null, held: number) => {
    if (said === null || said === held) return;
    problems.add(
      'unequal-counts',
      `The summary says ${said} ${name} of ${subject}; the file has ${held}.`,
      'A row is missing, doubled or damaged: download the file again.',
      { line },
    );
  };
  checkSection('codes', form === 'order' ? codes : rows, summary.codes, differ);
  if (summary.headers) checkSection('headers', headers, summary.headers, differ);
}

/** The files without a flag are of ICD-10-PCS, whose headers are the three characters of a table. */
const isHeader = ({ billable, code }: AddendaRow): boolean => !(billable ?? code.length > 3);

type Differ = (subject: string, name: string, said: number | null, held: number) => void;

function checkSection(subject: string, rows: AddendaRow[], said: SummarySection, differ: Differ): void {
  const number = (holds: (row: AddendaRow) => boolean) => rows.filter(holds).length;
  const revises = (long: boolean, short: boolean) => (row: AddendaRow) =>
    row.action === 'revise' &&
    (row.before?.long !== row.after?.long) === long &&
    (row.before?.short !== row.after?.short) === short;
  differ(
    subject,
    'additions',
    said.additions,
    number(({ action }) => action === 'add'),
  );
  differ(
    subject,
    'deletions',
    said.deletions,
    number(({ action }) => action === 'delete'),
  );
  differ(
    subject,
    'revisions',
    said.revisions,
    number(({ action }) => action === 'revise'),
  );
  differ(subject, 'revisions to both titles', said.both, number(revises(true, true)));
  differ(subject, 'revisions to the long title only', said.longOnly, number(revises(true, false)));
  differ(subject, 'revisions to the short title only', said.shortOnly, number(revises(false, true)));
}
