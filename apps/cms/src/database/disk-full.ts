/**
 * Whether an error says that no space is left, in the words of the file system or SQLite (SHMSIZE: none for the memory
 * that its processes share), wherever in the chain of causes.
 */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (
      /ENOSPC|SQLITE_FULL|SQLITE_IOERR_SHMSIZE|database or disk is full/.test(
        `${'code' in cause ? cause.code : ''} ${cause.message}`,
      )
    )
      return true;
  return false;
}
