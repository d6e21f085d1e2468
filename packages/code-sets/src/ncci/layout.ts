import type { ColumnRules } from '../container/table-reader.ts';

/**
 * The tables of the National Correct Coding Initiative as CMS publishes them each quarter: text parted by tabs or
 * commas, and workbooks. Notices stand above the header row, whose cells may go on in rows below it. The tables
 * name codes of CPT and HCPCS Level II by number and hold no descriptors; a column that is not listed here is
 * never read.
 */
export const ptpColumns: ColumnRules<
  'column1' | 'column2' | 'before1996' | 'effective' | 'deletion' | 'modifier' | 'rationale'
> = {
  column1: { name: /^column ?1\b/, kind: 'head', label: 'Column 1' },
  column2: { name: /^column ?2\b/, kind: 'head', label: 'Column 2' },
  before1996: { name: /\bin existence\b|\b1996\b/, kind: 'needed', label: '*=in existence prior to 1996' },
  effective: { name: /^effective\b/, kind: 'needed', label: 'Effective Date' },
  deletion: { name: /^deletion\b/, kind: 'needed', label: 'Deletion Date' },
  modifier: { name: /^modifier\b/, kind: 'needed', label: 'Modifier' },
  rationale: { name: /\brationale\b/, kind: 'optional', label: 'PTP Edit Rationale' },
};

export const mueColumns: ColumnRules<'code' | 'value' | 'adjudication' | 'rationale'> = {
  code: {
    name: /^(?:hcpcs|cpt)(?: ?\/ ?(?:hcpcs|cpt))?(?: codes?)?$/,
    kind: 'head',
    label: 'HCPCS/CPT Code',
  },
  value: { name: /\bmue values?$/, kind: 'head', label: 'MUE Values' },
  adjudication: {
    name: /\badjudication indicator\b|\bmai\b/,
    kind: 'needed',
    label: 'MUE Adjudication Indicator',
  },
  rationale: { name: /\brationale\b/, kind: 'needed', label: 'MUE Rationale' },
};

/** A code of HCPCS Level II, CDT or CPT of any category. */
export const codeShape = /^(?:[A-Z]\d{4}|\d{4}[0-9A-Z])$/;
