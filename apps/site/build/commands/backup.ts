import { restoreBackup } from '../backup/restore-backup.ts';
import { type BackupAsked, isMongo, writeBackup } from '../backup/write-backup.ts';
import type { PublisherEnv } from '../env.ts';

type Print = (document: object, text: string) => void;

const said = (count: number) => count.toLocaleString('en-US');

/** `backup FILE`. Answers whether everything that the releases need is in it. */
export async function runBackup(env: PublisherEnv, asked: BackupAsked, print: Print): Promise<boolean> {
  const report = await writeBackup(env, asked);
  const { file, release, releases, databases, files, bytes, size, damaged, secrets } = report;
  const lines = [
    `${file}: ${said(files)} files of ${said(bytes)} bytes in ${said(size)}: ${databases.join(', ') || 'no database'}, ${said(releases)} releases${release ? `, ${release} served` : ''}.`,
    secrets === null
      ? 'THE SECRETS ARE NOT IN IT. Without root-keys.json no page of it can be opened: keep the folder secrets/, or give --secrets FILE.'
      : `The secrets are in ${secrets}. Keep it APART from the backup: whoever has both can read every page and every account.`,
    ...(isMongo(env.databaseUrl)
      ? [
          'The databases are not in it: dump them now (mongodump --uri "$DATABASE_URL" --archive=FILE --gzip).',
        ]
      : []),
    ...(damaged.length > 0
      ? [
          `${said(damaged.length)} files of the store are damaged and NOT in it: "release verify" names those of the current release.`,
        ]
      : []),
  ];
  print(report, lines.join('\n'));
  return damaged.length === 0;
}

/** `restore FILE`. */
export async function runRestore(
  env: PublisherEnv,
  {
    file,
    into,
    secrets,
    takedownsOf,
  }: { file: string; into: string | null; secrets: string | null; takedownsOf: string | null },
  print: Print,
): Promise<void> {
  // Restored beside the folder in use, the copy takes over what was taken down there since.
  const others = [takedownsOf, into === null || into === env.data ? null : env.data].filter(
    (one) => one !== null,
  );
  const report = await restoreBackup({ file, into: into ?? env.data, secrets, takedownsOf: others });
  const { takedowns } = report;
  const lines = [
    `${report.into} is as it was at ${report.created}: ${said(report.files)} files, ${report.release ?? 'no release'} served.`,
    `Takedowns: ${said(takedowns.fromBackup)} lines from the backup, ${said(takedowns.added)} newer ones.${others.length === 0 ? ' TAKEDOWNS MADE SINCE ARE NOT IN IT: make them again before you start it, or restore with --takedowns-of FOLDER, the data folder that was in use.' : ''}`,
    ...(report.secrets
      ? []
      : [`THE SECRETS ARE MISSING: bring the folder secrets/ back into ${report.into} before you start.`]),
    ...(report.databases.length === 0
      ? ['The backup holds no database: bring them back with mongorestore.']
      : []),
    'Then look: release verify, audit verify.',
  ];
  print(report, lines.join('\n'));
}
