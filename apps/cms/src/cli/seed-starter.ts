import { join, resolve } from 'node:path';
import { env } from '../env.ts';
import { StarterRefused } from '../seed/read-starter.ts';
import { leaveStarterOut, type SeedReport, seedDemo } from '../seed/seed-demo.ts';
import { withDesk } from './open-desk.ts';
import { costText, showProgress } from './progress.ts';

type Asked = { folder: string | undefined; without: boolean };

/**
 * Brings the starter content in, from `demo/` unless another folder is named, or has the data folder do `without` it.
 * Returns the exit status.
 */
export async function seedStarter({ folder, without }: Asked): Promise<0 | 1> {
  if (without) return await leaveOut();
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

async function leaveOut(): Promise<0 | 1> {
  if ((await withDesk(leaveStarterOut)) === 'left-out') {
    process.stdout.write(leftOut);
    return 0;
  }
  process.stderr.write(
    'The starter is in this data folder already: begin with an empty one to do without it.\n',
  );
  return 1;
}

const leftOut = `No starter here. Make the first account: npm run plaincode -- staff create --email ADDRESS --role admin\n`;

function seedText({ outcome, imported, explanations, drafts, logins }: SeedReport): string {
  if (logins === null) return leftOut;
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
