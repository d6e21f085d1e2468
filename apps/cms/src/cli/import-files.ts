import { formatProblem } from '@plaincode/content-schemas';
import { env } from '../env.ts';
import { ImportRefused } from '../imports/import-refused.ts';
import { type ImportReport, importRelease } from '../imports/import-release.ts';
import type { ImportCounts } from '../imports/plan-import.ts';
import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';
import { cost, costText, count, showProgress } from './progress.ts';

type ImportCommand = Extract<Command, { name: 'import' }>;

const steps = {
  read: ['Reading', 'codes'],
  plan: ['Comparing', 'codes'],
  write: ['Writing', 'rows'],
} as const;

/** Imports files in their order and stops at the first that is refused. Returns the exit status. */
export async function importFiles(command: ImportCommand): Promise<0 | 1> {
  const reports: ImportReport[] = [];
  try {
    await withDesk(async (payload) => {
      for (const file of command.files) {
        const shown = stepProgress();
        const { set: codeSet, sample } = command;
        const edition = command.edition === undefined ? undefined : { effective: command.edition };
        const report = await importRelease(
          payload,
          env.dataFolder,
          { file, codeSet, edition, sample },
          shown.update,
        ).finally(shown.end);
        reports.push(report);
        if (!command.json) process.stdout.write(`${reportText(report)}\n`);
      }
    });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    refuse(error, command.json, reports);
    return 1;
  }
  if (command.json) process.stdout.write(`${JSON.stringify({ ok: true, imports: reports, ...cost() })}\n`);
  else process.stdout.write(`Done in ${costText()}.\n`);
  return 0;
}

function stepProgress() {
  let current: { step: string; progress: ReturnType<typeof showProgress> } | null = null;
  return {
    update(step: keyof typeof steps, done: number, total: number | null) {
      if (current?.step !== step) {
        current?.progress.end();
        current = { step, progress: showProgress(steps[step][0], steps[step][1]) };
      }
      current.progress.update(done, total);
    },
    end: () => current?.progress.end(),
  };
}

function refuse(error: ImportRefused, json: boolean, imports: ImportReport[]): void {
  const { code, message, problems } = error;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ok: false, code, message, problems, imports })}\n`);
    return;
  }
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  process.stderr.write(`${message}\n`);
}

/** What was imported, in a few lines for a person. */
export function reportText(report: ImportReport): string {
  const { edition, fileName, counts } = report;
  if (report.outcome === 'unchanged')
    return `${fileName}: ${edition.label} (${edition.id}) holds exactly this already. Nothing changed.`;
  const types = Object.entries(report.byType).map(([type, codes]) => `${count(codes)} ${type}`);
  const billable = report.billable > 0 ? `, ${count(report.billable)} of them billable` : '';
  const lines = [
    `${fileName}: ${edition.label} (${edition.id}), ${count(report.codes)} codes (${types.join(', ')})${billable}.`,
  ];
  if (counts) {
    lines.push(`  ${changesText(report.codes, counts)}`);
    const { repaired } = counts;
    if (repaired > 0) lines.push(`  ${count(repaired)} rows keep the next edition as it was.`);
  }
  if (report.droppedLicensed > 0)
    lines.push(`  ${count(report.droppedLicensed)} codes of licensed sets inside the file were left out.`);
  if (report.retired.length > 0) lines.push(`  Sample editions that gave way: ${report.retired.join(', ')}.`);
  if (report.swept > 0) lines.push(`  Cleared ${report.swept} import(s) that had been broken off.`);
  return lines.join('\n');
}

function changesText(codes: number, { added, revised, removed, returned, unchanged }: ImportCounts): string {
  if (added === codes && removed === 0) return 'The first edition of its set: nothing to compare it with.';
  const told: [number, string][] = [
    [added, 'added'],
    [revised, 'revised'],
    [removed, 'removed'],
    [returned, 'returned'],
    [unchanged, 'unchanged'],
  ];
  const words = told.filter(([codes]) => codes > 0).map(([codes, what]) => `${count(codes)} ${what}`);
  return `Against the edition before: ${words.join(', ')}.`;
}
