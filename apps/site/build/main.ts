import {
  defaultPruneRule,
  isDiskFull,
  KeyError,
  PublishRefused,
  type TakedownAsked,
} from '@plaincode/publish';
import type { BackupAsked } from './backup/write-backup.ts';
import { type CommandLine, type Options, parseCommandLine, UsageError, usageOf } from './command-line.ts';
import { runBackup, runRestore } from './commands/backup.ts';
import { runPublish } from './commands/publish.ts';
import { runCompress, runExport, runList, runPrune, runRollback, runVerify } from './commands/release.ts';
import { runServe } from './commands/serve.ts';
import { runTakedown } from './commands/takedown.ts';
import { readEnv, SettingError } from './env.ts';
import { atGivenPaths } from './given-path.ts';
import { describeRefusal, refusalJson, settingJson } from './print-report.ts';

/** Runs one command and gives its exit status: 0 done, 1 refused. Throws a `UsageError` on a wrong command line. */
async function run(asked: CommandLine): Promise<number> {
  if (asked.name === 'help') {
    console.log(asked.usage);
    return 0;
  }
  const { name, options } = asked;
  // Those that need one were not read without it.
  const operand = asked.operand ?? '';
  const env = readEnv();
  const print = (document: object, text: string) =>
    console.log(options.json ? JSON.stringify(document) : text);
  switch (name) {
    case 'publish':
      if (process.stdin.isTTY)
        throw new UsageError(`publish reads page records from its standard input.\n${usageOf(name)}`);
      await runPublish(env, options);
      return 0;
    case 'serve':
      await runServe(env);
      return 0;
    case 'release list':
      runList(env, print);
      return 0;
    case 'release verify':
      return (await runVerify(env, print)) ? 0 : 1;
    case 'release rollback':
      await runRollback(env, asked.operand, print);
      return 0;
    case 'release export':
      await atGivenPaths([operand], () => runExport(env, operand, print));
      return 0;
    case 'release upload':
      await upload(operand);
      return 0;
    case 'release prune':
      runPrune(env, pruneOptions(options), print);
      return 0;
    case 'release compress':
      runCompress(env, { anew: options.full }, print);
      return 0;
    case 'takedown list':
      runTakedown(env, 'list', print);
      return 0;
    case 'takedown':
      runTakedown(env, takedownAsked(operand, options), print);
      return 0;
    case 'backup': {
      const wanted = backupAsked(operand, options);
      const { file, secrets } = wanted;
      return (await atGivenPaths([file, secrets], () => runBackup(env, wanted, print))) ? 0 : 1;
    }
    case 'restore': {
      const wanted = restoreAsked(operand, options);
      const { file, into, secrets, takedownsOf } = wanted;
      await atGivenPaths([file, into, secrets, takedownsOf], () => runRestore(env, wanted, print));
      return 0;
    }
  }

  /** The store's own library is loaded by this command alone. */
  async function upload(address: string): Promise<void> {
    const { endpoint = null, check, 'purge-list': purgeList = null } = options;
    const { runUpload } = await import('./commands/upload.ts');
    await atGivenPaths([purgeList], () => runUpload(env, { address, endpoint, check, purgeList }, print));
  }
}

function pruneOptions({ keep, days, check, 'drop-damaged': dropDamaged }: Options) {
  return {
    keep: wholeNumber('--keep', keep, defaultPruneRule.keep),
    days: wholeNumber('--days', days, defaultPruneRule.days),
    check,
    dropDamaged,
  };
}

function takedownAsked(target: string, { reason, lift }: Options): TakedownAsked {
  if (reason === undefined) throw new UsageError(`Say why with --reason.\n${usageOf('takedown')}`);
  return { target, reason, lift };
}

function backupAsked(file: string, options: Options): BackupAsked {
  return { file, secrets: options.secrets ?? null, withoutDatabases: options['without-databases'] };
}

function restoreAsked(file: string, { into, secrets, 'takedowns-of': takedownsOf }: Options) {
  return { file, into: into ?? null, secrets: secrets ?? null, takedownsOf: takedownsOf ?? null };
}

function wholeNumber(option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (/^\d{1,6}$/.test(given)) return Number(given);
  throw new UsageError(`Give a whole number with ${option}, not "${given}".`);
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
  process.exitCode = await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  process.exitCode = tell(error, process.argv.includes('--json'));
}
