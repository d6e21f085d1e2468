import { writeFileSync } from 'node:fs';
import { PublishRefused, takeKeepLock } from '@plaincode/publish';
import { type PublisherEnv, SettingError } from '../env.ts';
import { openStore, openWithheldPages, stateFolder } from '../publisher.ts';
import { openTarget } from '../upload/s3-target.ts';
import { type UploadReport, uploadRelease } from '../upload/upload-release.ts';

export type UploadAsked = {
  address: string;
  endpoint: string | null;
  check: boolean;
  /** A file for the paths that a CDN has to forget, one a line. */
  purgeList: string | null;
};

const said = (count: number) => count.toLocaleString('en-US');

/** `release upload s3://bucket/prefix`. */
export async function runUpload(
  env: PublisherEnv,
  { address, endpoint, check, purgeList }: UploadAsked,
  print: (document: object, text: string) => void,
): Promise<void> {
  const target = openTarget(address, endpoint, env.awsRegion);
  const letGo = takeKeepLock(stateFolder(env));
  try {
    const report = await uploadRelease(openStore(env), target, {
      withheld: openWithheldPages(env).on(new Date()),
      check,
      now: () => new Date(),
      onPurge: (paths) => {
        if (purgeList !== null) writeFileSync(purgeList, paths.map((path) => `${path}\n`).join(''));
      },
    });
    print(report, describe(report, address, purgeList));
  } catch (error) {
    throw ofService(error, address);
  } finally {
    letGo();
    target.close();
  }
}

function describe(report: UploadReport, address: string, purgeList: string | null): string {
  const { release, files, written, kept, removed, purge } = report;
  const counts = `${said(files)} files, ${said(written)} written, ${said(kept)} as they were, ${said(removed)} removed`;
  if (report.outcome === 'checked')
    return `An upload of ${release} to ${address} would bring: ${counts}. Nothing was written.`;
  const changed = `${said(purge.length)} paths changed`;
  const where = purgeList
    ? `${purgeList} lists them for the CDN`
    : 'give --purge-list FILE to have them listed for a CDN';
  return `${release} in ${address}: ${counts}.${purge.length > 0 ? ` ${changed}: ${where}.` : ''}`;
}

/** What the store or the way to it refuses, in words; its answers hold no secret. */
function ofService(error: unknown, address: string): unknown {
  if (error instanceof PublishRefused || error instanceof SettingError || !(error instanceof Error))
    return error;
  const foreseen = '$metadata' in error || 'code' in error || error.name === 'CredentialsProviderError';
  if (!foreseen) return error;
  return new SettingError(
    `${address} could not be reached, or refused: ${error.name}: ${error.message.replace(/\.?$/, '.')} What was written stays: run it again to go on.`,
  );
}
