const units = [
  'mg',
  'mcg',
  'micrograms?',
  'milligrams?',
  'gm',
  'grams?',
  'g',
  'ml',
  'cc',
  'meq',
  'iu',
  'i\\.u\\.',
  'units?',
  'million units?',
  'usp units?',
  'millicuries?',
  'microcuries?',
  'mci',
  'uci',
];

/** `10 mg`, `per 0.5 millicurie`, `up to 1 gram`; not `50 mg/ml`, which is a strength. */
const dose = new RegExp(
  `(?:\\b(?:per|up to|each)\\s+)?(?<![\\d.,])(\\d[\\d,]*(?:\\.\\d+)?)\\s*(${units.join('|')})\\b(?!\\s*/)`,
  'gi',
);

/** The amount that one unit of a procedure code stands for, as its descriptor says last: `10 mg`. Null without one. */
export function doseUnit(descriptor: string): string | null {
  const found = [...descriptor.matchAll(dose)].at(-1);
  const [, amount, unit] = found ?? [];
  return amount && unit ? `${amount} ${unit.toLowerCase()}` : null;
}

export function withoutDose(descriptor: string): string {
  return descriptor.replaceAll(dose, ' ');
}
