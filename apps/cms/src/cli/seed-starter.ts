import { join, resolve } from 'node:path';
import { env } from '../env.ts';
import { StarterRefused } from '../seed/read-starter.ts';
import { type SeedReport, seedDemo } from '../seed/seed-demo.ts';
import { withDesk } from './open-desk.ts';
import { costText, showProgress } from './progress.ts';

/** Brings the starter content in, from `demo/` unless another folder is named. Returns the exit status. */
export async function seedStarter(folder: string | undefined): Promise<0 | 1> {
  const from = folder === undefined ? join(env.root, 'demo') : resolve(folder);
  const progress = showProgress('Starter', 'steps');
  try {
    const report = await withDesk((payload) =>
      seedDemo(payload, env.dataFolder, from, (_, done, total) => progress.update(done, total)),
    );
    progress.end();
    process.stdout.write(seedText(report));
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof StarterRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function seedText({ outcome, imported, explanations, drafts, logins }: SeedReport): string {
  const what =
    outcome === 'present'
      ? 'The starter content is in place.'
      : `Starter content: ${imported} release files, ${explanations} explanations, in ${costText()}.`;
  const accounts = logins.accounts.map(({ email }) => email).join(', ');
  return `${what}\n${draftsText(drafts)}Demo log-ins for the desk: ${accounts}\nPassword of all of them: ${logins.password}\n`;
}

function draftsText(drafts: SeedReport['drafts']): string {
  if (drafts.length === 0) return '';
  const [head, whose] =
    drafts.length === 1
      ? ['One more explanation is a draft', 'it']
      : [`${drafts.length} more explanations are drafts`, 'them'];
  const lines = drafts.map(({ codeKey, why }) => `  ${codeKey}: ${why.join(' ')}\n`);
  return `${head}: the editions that are held do not bear ${whose} out.\n${lines.join('')}`;
}
