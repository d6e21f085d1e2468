/**
 * General Equivalence Mappings. Source: the technical documentation that comes with them
 * (Dxgem_guide, pcs_gem guide): source code | blanks | target code | blanks | five digits: approximate, no map,
 * combination, scenario, choice list. Codes stand without dots; a source without a translation has a target such
 * as NoDx or NoPCS.
 */
const directions = [
  'icd-10-cm-to-icd-9-cm',
  'icd-9-cm-to-icd-10-cm',
  'icd-10-pcs-to-icd-9-cm',
  'icd-9-cm-to-icd-10-pcs',
] as const;

export type GemDirection = (typeof directions)[number];

export const rowShape = /^\s*([!-~]{2,8})\s+([!-~]{2,8})\s+(\d{5})\s*$/;
export const noTarget = /^No(?:Dx|PCS|Px)$/i;

const icd10Diagnosis = /^[A-Z]\d[0-9A-Z]{1,5}$/;
const icd10Procedure = /^[0-9A-HJ-NP-Z]{7}$/;
/** V and E may be small: the file of 2018 has one such target. */
const icd9Diagnosis = /^(?:\d{3,5}|[Vv]\d{2,4}|[Ee]\d{3,4})$/;
const icd9Procedure = /^\d{2,4}$/;

/** What the codes of either side look like, and what they are called in messages. */
export const sides: Record<GemDirection, { source: RegExp; target: RegExp; names: [string, string] }> = {
  'icd-10-cm-to-icd-9-cm': {
    source: icd10Diagnosis,
    target: icd9Diagnosis,
    names: ['ICD-10-CM code', 'ICD-9-CM diagnosis'],
  },
  'icd-9-cm-to-icd-10-cm': {
    source: icd9Diagnosis,
    target: icd10Diagnosis,
    names: ['ICD-9-CM diagnosis', 'ICD-10-CM code'],
  },
  'icd-10-pcs-to-icd-9-cm': {
    source: icd10Procedure,
    target: icd9Procedure,
    names: ['ICD-10-PCS code', 'ICD-9-CM procedure'],
  },
  'icd-9-cm-to-icd-10-pcs': {
    source: icd9Procedure,
    target: icd10Procedure,
    names: ['ICD-9-CM procedure', 'ICD-10-PCS code'],
  },
};

/**
 * The direction that most of these rows fit; null where they fit none. One row does not tell: `V1000` is a code
 * of both ICD-9-CM and ICD-10-CM.
 */
export function directionOf(rows: string[]): GemDirection | null {
  const votes = directions.map((direction) => ({
    direction,
    count: rows.filter((row) => fits(row, direction)).length,
  }));
  const [best] = votes.toSorted((one, other) => other.count - one.count);
  return best && best.count > 0 ? best.direction : null;
}

function fits(row: string, direction: GemDirection): boolean {
  const [, source = '', target = ''] = rowShape.exec(row) ?? [];
  const side = sides[direction];
  return side.source.test(source) && (side.target.test(target) || noTarget.test(target));
}
