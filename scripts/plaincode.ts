// npm run plaincode -- COMMAND: hands each command to the app that owns it.
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type App, CommandFailed, runApp, runToolQuietly } from './run/processes.ts';
import { publishAsked, publishSite } from './run/publish.ts';
import { ensureSecrets } from './run/secrets.ts';
import { readSettings, root, SettingsError, settingsAsEnvironment } from './run/settings.ts';

const usage = `Usage: npm run plaincode -- COMMAND

  import FILE…  [--set SET] [--edition DATE] [--check] [--json]
                                                        official files (txt, prn, csv, xml, xlsx, gz, zip) into the desk's database
  explanations  import FILE… --by EMAIL [--set SET] [--edition E] [--check] [--leave-out]
                                                        texts that exist already (xlsx, csv, docx), as drafts
  code-sets     [diff SET A B] [--billable] [--json]    what is held; what changed from one edition to another
                licence SET --holder … --number …       the statement that a licensed set may be imported
  updates       [EDITION] [--json]                      the work that each new edition brings: counts by kind and state
  publish       [--full] [--check] [--reason TEXT] [--json]   changed pages only; --full for all; --check to plan
                --edition SET/EDITION                   the edition that readers see from now on, with its approved texts
  release       list | verify | rollback [ID] | export DIR   [--json]
                prune [--keep N] [--days N] [--check] [--json]   old releases leave, and the files that only they needed
  staff         create --email ADDRESS --role ROLE      someone who may log in at the desk
                role EMAIL ROLE                         another role, at once
  settings      [approve [CHANGE]]                      changes that wait for a second person
  audit         verify | list [--limit N]   [--json]    the log of who did what, in one chain of hashes
  migrate                                               bring the database up to date

Exit status: 0 done, 1 refused (with the reasons), 2 wrong use.`;

/** Runs the command and answers its exit status. */
async function main([command, ...args]: string[]): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help') {
    console.log(usage);
    return command === undefined ? 2 : 0;
  }
  const settings = readSettings(process.env);
  ensureSecrets(settings.data);
  const env = settingsAsEnvironment(settings);
  const own = (app: App, rest: string[]) => runApp(app, rest, { env, cwd: root });
  switch (command) {
    case 'import':
      return own('cms', ['import', ...args.map(fromCaller)]);
    case 'explanations':
      return own('cms', [command, ...args.map((one) => (one === 'import' ? one : fromCaller(one)))]);
    case 'code-sets':
    case 'updates':
    case 'migrate':
    case 'staff':
    case 'settings':
    case 'audit':
      return own('cms', [command, ...args]);
    case 'publish':
      return publish(args, env);
    case 'release':
      await ensureTemplates();
      return own('publisher', ['release', ...(args[0] === 'export' ? args.map(pathFromCaller) : args)]);
    default:
      console.error(`Unknown command "${command}".\n\n${usage}`);
      return 2;
  }
}

async function publish(args: string[], env: Record<string, string>): Promise<number> {
  await ensureTemplates();
  return publishSite(publishAsked(args), env);
}

/** The page templates, built when they are not there yet; nothing where they are up to date. */
async function ensureTemplates(): Promise<void> {
  await runToolQuietly('turbo', ['run', 'build', '--filter=@plaincode/site']);
}

/** Paths are meant from the folder in which the person typed the command. */
function fromCaller(argument: string): string {
  const path = pathFromCaller(argument);
  return existsSync(path) ? path : argument;
}

function pathFromCaller(argument: string): string {
  if (argument.startsWith('-') || isAbsolute(argument) || argument === 'export') return argument;
  return resolve(process.env.PLAINCODE_CWD ?? root, join(argument));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SettingsError) && !(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
