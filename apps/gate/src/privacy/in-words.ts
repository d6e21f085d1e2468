const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A length of time in the largest unit that it is a whole number of: `1 hour`, `400 days`. */
export function lengthInWords(seconds: number): string {
  const [unit, size] = units.find(([, size]) => seconds % size === 0) ?? ['second', 1];
  const many = seconds / size;
  return `${many} ${unit}${many === 1 ? '' : 's'}`;
}
