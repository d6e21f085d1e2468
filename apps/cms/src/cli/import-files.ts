import { setFlagsFromString } from 'node:v8';
import { formatProblem } from '@plaincode/content-schemas';
import { env } from '../env.ts';
import { type FileReport, importFile } from '../imports/import-file.ts';
import { ImportRefused } from '../imports/import-refused.ts';
import type { Command } from './command.ts';
import { fileText } from './import-text.ts';
import { withDesk } from './open-desk.ts';
import { cost, costText, showProgress } from './progress.ts';

type ImportCommand = Extract<Command, { name: 'import' }>;

/* The heap may not quite double between two collections: an edition of 100,000 codes is then read and compared in some
   500 MB instead of 750. */
setFlagsFromString('--heap-growing-percent=90');

const steps = {
  read: ['Reading', 'codes'],
  plan: ['Comparing', 'codes'],
  write: ['Writing', 'rows'],
} as const;

/** Imports files in their order and stops at the first that is refused. Returns the exit status. */
export async function importFiles(command: ImportCommand): Promise<0 | 1> {
  const files: FileReport[] = [];
  try {
    await withDesk(async (payload) => {
      for (const file of command.files) {
        const shown = stepProgress();
        const { set: codeSet, sample, check, acceptLoss } = command;
        const edition = command.edition === undefined ? undefined : { effective: command.edition };
        const report = await importFile(
          payload,
          env.dataFolder,
          { file, codeSet, edition, sample, check, acceptLoss },
          shown.update,
        ).finally(shown.end);
        files.push(report);
        if (!command.json) process.stdout.write(`${fileText(report)}\n`);
      }
    });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    refuse(error, command.json, files);
    return 1;
  }
  if (command.json) process.stdout.write(`${JSON.stringify({ ok: true, ...jsonOf(files), ...cost() })}\n`);
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

/** The reports of every file in one list, what was cleared before them, and what work they brought. */
const jsonOf = (files: readonly FileReport[]) => ({
  imports: files.flatMap(({ reports }) => reports),
  swept: files.reduce((sum, { swept }) => sum + swept, 0),
  updates: files.flatMap(({ updates }) => updates),
});

function refuse(error: ImportRefused, json: boolean, files: readonly FileReport[]): void {
  const { code, message, problems } = error;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ok: false, code, message, problems, ...jsonOf(files) })}\n`);
    return;
  }
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  process.stderr.write(`${message}\n`);
}
