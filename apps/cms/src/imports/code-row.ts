import { hash } from 'node:crypto';
import type { CodeRecord } from '@plaincode/code-sets';

/** What a release file says about one code, as `codes` stores it. */
export type CodeContent = CodeRecord;

/** One row of `codes`: a code's content from one edition on, as one import brought it. */
export interface CodeRow extends CodeContent {
  key: string;
  import: string;
  codeSet: string;
  edition: string;
  editionSequence: number;
  importSequence: number;
  present: boolean;
  contentHash: string;
}

/** The unique key of a row: no import writes a code twice for one edition. */
export function rowKey(
  row: Pick<CodeRow, 'codeSet' | 'editionSequence' | 'importSequence' | 'code'>,
): string {
  return `${row.codeSet}/${row.editionSequence}/${row.importSequence}/${row.code}`;
}

/** SHA-256 over everything a release file says about a code, in a fixed order; equal content, equal hash. */
export function contentHashOf(content: CodeContent): string {
  const { dates, indicators } = content;
  const canonical = [
    content.code,
    content.displayCode,
    content.codeType,
    content.billable,
    content.parent,
    content.shortDescriptor,
    content.mediumDescriptor,
    content.longDescriptor,
    [dates.added, dates.effective, dates.terminated],
    Object.entries(indicators).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return hash('sha256', JSON.stringify(canonical), 'base64url');
}
