import { hash } from 'node:crypto';
import type { Fact, FactKind } from '@plaincode/code-sets';

/** One row of `code-facts`: what a source says about a code from one of its editions on. */
export interface FactRow {
  key: string;
  code: string;
  codeSet: string;
  kind: FactKind;
  edition: string;
  editionSequence: number;
  import: string;
  importSequence: number;
  present: boolean;
  contentHash: string;
  content: Fact['content'];
}

/** A fact of a file with the hash that tells whether it says something new. */
export type HashedFact = Fact & { contentHash: string };

/** The unique key of a row: no import writes a code twice for one edition of a source. */
export function factKey(
  row: Pick<FactRow, 'codeSet' | 'kind' | 'editionSequence' | 'importSequence' | 'code'>,
): string {
  return `${row.codeSet}/${row.kind}/${row.editionSequence}/${row.importSequence}/${row.code}`;
}

/** SHA-256 over what a source says about a code. Readers build contents with their keys in one order. */
export function hashedFact({ code, content }: Fact): HashedFact {
  return { code, content, contentHash: hash('sha256', JSON.stringify([code, content]), 'base64url') };
}
