/** A code as the release files write it: upper case, without its dot. */
export function bareCode(code: string): string {
  return code.trim().toUpperCase().replaceAll('.', '');
}
