/** How many codes an edition of ICD-10-CM has. */
export const fullEdition = 97_584;

/**
 * An ICD-10-CM order file in size and shape: categories of 1,000 codes from B0 to Z1, with descriptors of the length
 * that real ones have on average. Every `revised`th code says something else.
 */
export function madeOrderFile(count: number, revised: number | null = null): string {
  const lines: string[] = [];
  for (let row = 0; row < count; row += 1) {
    const category = Math.floor(row / 1_000);
    const stem = `${String.fromCharCode(66 + Math.floor(category / 4))}${category % 4}`;
    const tail = (row % 1_000).toString(36).toUpperCase().padStart(2, '0');
    const code = row % 1_000 === 0 ? `${stem}0` : `${stem}0${tail}`;
    const words = revised !== null && row % revised === 1 ? 'Reworded' : 'Made-up';
    const text = `${words} disorder of region ${row % 97}, type ${row % 13}, initial encounter for care ${row}`;
    const flag = row % 1_000 === 0 ? 0 : 1;
    lines.push(
      `${String(row + 1).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${text.slice(0, 60).padEnd(60)} ${text}`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
