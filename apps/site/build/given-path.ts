import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isDiskFull } from '@plaincode/publish';
import { SettingError } from './env.ts';

/**
 * Runs a command that was given places in the file system. Where one of them cannot be used, as a folder that is not there
 * or a file where a folder has to be, that is the operator's to mend: throws a `SettingError` in words.
 */
export async function atGivenPaths<T>(
  given: readonly (string | null)[],
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const at = isFileError(error) && !isDiskFull(error) ? pathOf(error, given) : undefined;
    if (at === undefined) throw error;
    throw new SettingError(inWords(at, error as FileError));
  }
}

type FileError = Error & { code: string; path: string };

const isFileError = (error: unknown): error is FileError =>
  error instanceof Error && 'code' in error && 'path' in error && typeof error.path === 'string';

/** The place that an error is about: the same, within it, or a temporary name beside it. */
function pathOf({ path }: FileError, given: readonly (string | null)[]): string | undefined {
  const at = resolve(path);
  return given
    .filter((one) => one !== null)
    .find((one) => {
      const place = resolve(one);
      return at === place || at.startsWith(`${place}/`) || dirname(at) === dirname(place);
    });
}

function inWords(given: string, { code, path, message }: FileError): string {
  switch (code) {
    case 'ENOENT':
      return `${given} cannot be used: there is no ${existsSync(dirname(resolve(path))) ? 'such file' : `folder ${dirname(resolve(path))}`}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${given} cannot be used: it, or a part of it, is a file where a folder has to be.`;
    case 'EISDIR':
      return `${given} cannot be used: it is a folder, not a file.`;
    case 'EACCES':
    case 'EPERM':
      return `${given} cannot be used: whoever runs this command may not read or write there.`;
    default:
      return `${given} cannot be used: ${message}.`;
  }
}
