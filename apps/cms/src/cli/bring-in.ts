import { basename } from 'node:path';
import { formatProblem } from '@plaincode/content-schemas';
import type { Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import { type BringInReport, bringIn } from '../bring-in/bring-in.ts';
import type { BroughtProblem } from '../bring-in/brought-file.ts';
import type { Command } from './command.ts';
import { DeskNotReady, withDesk } from './open-desk.ts';
import { costText, count, showProgress } from './progress.ts';

type BringInCommand = Extract<Command, { name: 'explanations' }>;

/** `explanations import`: brings texts in as drafts, file by file. Returns the exit status: 1 where one was refused. */
export function importExplanations(command: BringInCommand): Promise<0 | 1> {
  const { files, set: codeSet, edition, notice, by, check, leaveOut, json } = command;
  return withDesk(async (payload) => {
    const user = await personOf(payload, by);
    const reports: BringInReport[] = [];
    for (const source of files) {
      const progress = showProgress(`Writing ${basename(source)}`, 'texts');
      const defaults = { codeSet, edition, notice };
      const request = { source, user, defaults, check, leaveOut };
      const report = await refusedInWords(bringIn(payload, request, progress.update)).finally(() =>
        progress.end(),
      );
      reports.push(report);
      if (!json) tell(report);
      if (report.outcome === 'refused') break;
    }
    const ok = reports.every((one) => one.outcome !== 'refused' && (leaveOut || one.problems.length === 0));
    process.stdout.write(json ? `${JSON.stringify({ ok, reports })}\n` : `Done in ${costText()}.\n`);
    return ok ? 0 : 1;
  });
}

async function personOf(payload: Payload, email: string): Promise<Staff> {
  const { docs } = await payload.find({
    collection: 'staff',
    where: { email: { equals: email.trim().toLowerCase() } },
    depth: 0,
    limit: 1,
  });
  if (docs[0]) return docs[0];
  throw new DeskNotReady(`Nobody of the staff has the e-mail address ${email}: name an editor with --by.`);
}

async function refusedInWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WorkflowRefused)
      throw new DeskNotReady(`This cannot be done in that name. ${error.message}`);
    throw error;
  }
}

/** So many texts are named; the report as JSON has more of them. */
const mostNamed = 20;

function tell({
  file,
  outcome,
  created,
  changed,
  unchanged,
  empty,
  problems,
  notes,
  texts,
}: BringInReport): void {
  for (const problem of problems) process.stderr.write(`${problemText(problem)}\n`);
  for (const note of notes) process.stderr.write(`${file}: ${note}\n`);
  const counted = [
    `${count(created)} new`,
    `${count(changed)} changed`,
    `${count(unchanged)} as they are`,
    ...(empty > 0 ? [`${count(empty)} without text`] : []),
    ...(problems.length > 0
      ? [`${count(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}`]
      : []),
  ].join(', ');
  const heads = {
    planned: 'Checked only, nothing written',
    refused: 'Nothing was written: mend the problems, or leave those rows out with --leave-out',
    written: 'Brought in as drafts',
  };
  process.stdout.write(`${file}: ${heads[outcome]}. ${counted}.\n`);
  for (const { codeSet, code, edition, kind } of texts.slice(0, mostNamed))
    process.stdout.write(
      `  ${kind === 'change' ? 'changed' : 'new    '}  ${codeSet}/${code} from ${edition}\n`,
    );
  const more = created + changed - mostNamed;
  if (more > 0) process.stdout.write(`  and ${count(more)} more\n`);
}

/** A problem in a line; below it, what somebody else changed meanwhile. */
function problemText(problem: BroughtProblem): string {
  const changes = (problem.conflict?.diff ?? []).map(({ part, words }) => {
    const told = words.map(({ kind, text }) =>
      kind === 'removed' ? `[-${text}-]` : kind === 'added' ? `{+${text}+}` : text,
    );
    return `    ${part}: ${told.join('')}`;
  });
  return [formatProblem(problem), ...changes].join('\n');
}
