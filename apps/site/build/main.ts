import { parseArgs } from 'node:util';
import {
  defaultPruneRule,
  isDiskFull,
  KeyError,
  PublishRefused,
  type TakedownAsked,
} from '@plaincode/publish';
import type { BackupAsked } from './backup/write-backup.ts';
import { runBackup, runRestore } from './commands/backup.ts';
import { runPublish } from './commands/publish.ts';
import { runCompress, runExport, runList, runPrune, runRollback, runVerify } from './commands/release.ts';
import { runServe } from './commands/serve.ts';
import { runTakedown } from './commands/takedown.ts';
import { readEnv, SettingError } from './env.ts';
import { atGivenPaths } from './given-path.ts';
import { describeRefusal, refusalJson, settingJson } from './print-report.ts';

const usage = `Usage:
  publish [--full] [--check] [--json] < page records (NDJSON)
  release list | verify | rollback [ID] | export DIR | compress [--full]   [--json]
  release upload s3://BUCKET/PREFIX [--endpoint URL] [--check] [--purge-list FILE] [--json]
  release prune [--keep RELEASES] [--days DAYS] [--check] [--drop-damaged] [--json]
  takedown TARGET --reason TEXT [--lift] [--json] | takedown list [--json]
  backup FILE [--secrets FILE] [--without-databases] [--json]
  restore FILE [--into FOLDER] [--secrets FILE] [--takedowns-of FOLDER] [--json]
  serve`;

/** The command line was wrong. */
class UsageError extends Error {}

/** Runs one command and gives its exit status: 0 done, 1 refused. Throws a `UsageError` on a wrong command line. */
async function run(args: readonly string[]): Promise<number> {
  const { command, options } = parseCommand(args);
  const env = readEnv();
  const print = (document: object, text: string) =>
    console.log(options.json ? JSON.stringify(document) : text);
  const [name, ...operands] = command;
  if (name === 'publish' && operands.length === 0) {
    if (process.stdin.isTTY)
      throw new UsageError(`publish reads page records from its standard input.\n${usage}`);
    await runPublish(env, options);
  } else if (name === 'serve' && operands.length === 0) await runServe(env);
  else if (name === 'release') return runRelease(operands);
  else if (name === 'takedown' && operands.length === 1)
    runTakedown(env, takedownAsked(operands, options), print);
  else if (name === 'backup' && operands.length === 1) {
    const asked = backupAsked(operands, options);
    const { file, secrets } = asked;
    return (await atGivenPaths([file, secrets], () => runBackup(env, asked, print))) ? 0 : 1;
  } else if (name === 'restore' && operands.length === 1) {
    const asked = restoreAsked(operands, options);
    const { file, into, secrets, takedownsOf } = asked;
    await atGivenPaths([file, into, secrets, takedownsOf], () => runRestore(env, asked, print));
  } else throw new UsageError(usage);
  return 0;

  async function runRelease([action, operand, ...more]: string[]): Promise<number> {
    if (more.length > 0) throw new UsageError(usage);
    if (action === 'list' && !operand) runList(env, print);
    else if (action === 'verify' && !operand) return (await runVerify(env, print)) ? 0 : 1;
    else if (action === 'rollback') await runRollback(env, operand ?? null, print);
    else if (action === 'export' && operand)
      await atGivenPaths([operand], () => runExport(env, operand, print));
    else if (action === 'upload' && operand) await upload(operand);
    else if (action === 'prune' && !operand) runPrune(env, pruneOptions(options), print);
    else if (action === 'compress' && !operand) runCompress(env, { anew: options.full }, print);
    else throw new UsageError(usage);
    return 0;
  }

  /** The store's own library is loaded by this command alone. */
  async function upload(address: string): Promise<void> {
    const { endpoint = null, check, 'purge-list': purgeList = null } = options;
    const { runUpload } = await import('./commands/upload.ts');
    await atGivenPaths([purgeList], () => runUpload(env, { address, endpoint, check, purgeList }, print));
  }
}

type Options = ReturnType<typeof parseCommand>['options'];

function pruneOptions({ keep, days, check, 'drop-damaged': dropDamaged }: Options) {
  return {
    keep: wholeNumber('--keep', keep, defaultPruneRule.keep),
    days: wholeNumber('--days', days, defaultPruneRule.days),
    check,
    dropDamaged,
  };
}

function takedownAsked([target = '']: string[], { reason, lift }: Options): TakedownAsked | 'list' {
  if (target === 'list' && reason === undefined && !lift) return 'list';
  if (reason === undefined) throw new UsageError(`Say why with --reason.\n${usage}`);
  return { target, reason, lift };
}

function backupAsked([file = '']: string[], options: Options): BackupAsked {
  return { file, secrets: options.secrets ?? null, withoutDatabases: options['without-databases'] };
}

function restoreAsked([file = '']: string[], { into, secrets, 'takedowns-of': takedownsOf }: Options) {
  return { file, into: into ?? null, secrets: secrets ?? null, takedownsOf: takedownsOf ?? null };
}

function wholeNumber(option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (/^\d{1,6}$/.test(given)) return Number(given);
  throw new UsageError(`Give a whole number with ${option}, not "${given}".`);
}

function parseCommand(args: readonly string[]) {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const text = { type: 'string' } as const;
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        full: flag,
        check: flag,
        json: flag,
        'drop-damaged': flag,
        keep: text,
        days: text,
        reason: text,
        lift: flag,
        secrets: text,
        'without-databases': flag,
        into: text,
        'takedowns-of': text,
        endpoint: text,
        'purge-list': text,
      },
    });
    return { command: positionals, options: values };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}

/** Says what went wrong; a foreseen refusal under `--json` is a JSON document like any other answer. */
function tell(error: unknown, json: boolean): number {
  if (error instanceof UsageError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof PublishRefused) {
    if (json) console.log(JSON.stringify(refusalJson(error)));
    else console.error(describeRefusal(error));
  } else if (error instanceof SettingError || error instanceof KeyError) {
    if (json) console.log(JSON.stringify(settingJson(error.message)));
    else console.error(error.message);
  } else if (isDiskFull(error))
    console.error('The disk is full. Free some room and run the command again: what is served is as it was.');
  else console.error(error);
  return 1;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = tell(error, process.argv.includes('--json'));
}
