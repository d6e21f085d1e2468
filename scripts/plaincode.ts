// npm run plaincode -- COMMAND: hands each command to the app that owns it.
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type App, CommandFailed, runApp } from './run/processes.ts';
import { publishAsked, publishSite } from './run/publish.ts';
import { ensureSecrets } from './run/secrets.ts';
import { readSettings, root, SettingsError, settingsAsEnvironment } from './run/settings.ts';
import { ensureTemplatesBuilt } from './run/standing-build.ts';
import { usageOf } from './run/usage.ts';
import { WrongUse } from './run/wrong-use.ts';

/** Runs the command and answers its exit status. */
async function main([command, ...args]: string[]): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help') {
    console.log(usageOf(args[0]));
    return command === undefined ? 2 : 0;
  }
  // Here, since an app knows commands besides that only scripts give.
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usageOf(command));
    return 0;
  }
  const settings = readSettings(process.env);
  const env = settingsAsEnvironment(settings);
  // Into a folder that is empty, and stays so when it is refused.
  if (command === 'restore') return runApp('publisher', ['restore', ...args.map(pathFromCaller)], { env });
  ensureSecrets(settings.data);
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
    case 'subscription':
      return own('gate', [command, ...args]);
    case 'publish':
      return publish(args, env);
    case 'release':
      return own('publisher', ['release', ...releaseArguments(args)]);
    case 'backup':
      return own('publisher', ['backup', ...args.map(pathFromCaller)]);
    case 'takedown':
      return takeDown(args, env);
    default:
      console.error(`Unknown command "${command}".\n\n${usageOf()}`);
      return 2;
  }
}

async function publish(args: string[], env: Record<string, string>): Promise<number> {
  const asked = publishAsked(args);
  await ensureTemplatesBuilt();
  return publishSite(asked, env);
}

/** Takes down first and writes the desk's log after: a desk that cannot be reached keeps nothing on the site. */
async function takeDown(args: string[], env: Record<string, string>): Promise<number> {
  const status = await runApp('publisher', ['takedown', ...args], { env });
  if (status !== 0 || args[0] === 'list') return status;
  const logged = await runApp('cms', ['audit', 'takedowns'], { env }).catch(() => 1);
  if (logged !== 0)
    console.error("It holds. The desk could not log it just now: it does so at the desk's next start.");
  return 0;
}

/** Paths are meant from the folder in which the person typed the command. */
function fromCaller(argument: string): string {
  const path = pathFromCaller(argument);
  return existsSync(path) ? path : argument;
}

/** Only `export`'s folder and the file of a purge list are paths. */
function releaseArguments(args: string[]): string[] {
  if (args[0] === 'export') return args.map(pathFromCaller);
  return args.map((one, at) => (args[at - 1] === '--purge-list' ? pathFromCaller(one) : one));
}

function pathFromCaller(argument: string): string {
  if (argument.startsWith('-') || isAbsolute(argument) || argument === 'export') return argument;
  return resolve(process.env.PLAINCODE_CWD ?? root, join(argument));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof WrongUse) {
    console.error(`${error.message}\n\n${usageOf(process.argv[2])}`);
    process.exit(2);
  }
  if (!(error instanceof SettingsError) && !(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
