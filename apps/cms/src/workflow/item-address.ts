/** An item in addresses: its code; one of another set, which only cites a code of this one, is written SET:CODE. */
export function addressOf(updated: string, { codeSet, code }: { codeSet: string; code: string }): string {
  return codeSet === updated ? code : `${codeSet}:${code}`;
}
