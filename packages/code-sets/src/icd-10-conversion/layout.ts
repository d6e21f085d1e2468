import type { ColumnRules } from '../container/table-reader.ts';

/**
 * The conversion table that NCHS publishes with each ICD-10-CM release, a workbook and the same as text. Source:
 * the notice above its header row: for each new code it shows the effective date, which is 1 October of the year
 * listed unless a day is given, and the code or codes assigned before.
 */
export const conversionColumns: ColumnRules<'code' | 'effective' | 'former'> = {
  code: { name: /\b(?:current|new)\b.*\bcode/, kind: 'head', label: 'Current code assignment' },
  effective: { name: /\beffective\b/, kind: 'head', label: 'Effective' },
  former: {
    name: /\b(?:previous|prior|former)\b.*\bcode/,
    kind: 'head',
    label: 'Previous Code(s) Assignment',
  },
};
