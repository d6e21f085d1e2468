/** SQLite's own codes: no room for its pages (13), or for the memory that its processes share (4874, SHMSIZE). */
const ofSqlite = new Set([13, 4874]);

/** Codes of the file system for "no more of this": no space, a quota, a limit on the size of files. */
const codes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Whether an error says that the disk takes no more, wherever in the chain of causes it stands. SQLite says it in words;
 * an error that comes from a worker thread may have kept its words alone.
 */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && codes.has(String(cause.code))) return true;
    if ('errcode' in cause && ofSqlite.has(Number(cause.errcode))) return true;
    if (/\b(?:ENOSPC|EDQUOT|EFBIG)\b|database or disk is full/.test(cause.message)) return true;
  }
  return false;
}
