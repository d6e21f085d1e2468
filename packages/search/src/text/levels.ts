/** Levels of an impact, from 0, the greatest; three of them halve it. */
export const levels = 12;

/** The level of words that only the beginning of an explanation has. */
export const leadLevel = 7;

/** The weight that a level stands for: 1 and less. */
export const weightOfLevel = (level: number): number => 2 ** (-level / 3);

export function levelOf(weight: number): number {
  return Math.min(levels - 1, Math.max(0, Math.round(-3 * Math.log2(Math.min(1, weight)))));
}
