/** A word's line in the index: the word, its documents, and what it may also be asked for as. */
export type Line = { word: string; text: string };

/** Words with the same two first letters are parted into files by themselves, so that a change reaches no others. */
export const groupOf = (word: string): string => word.slice(0, 2);

/**
 * Parts sorted lines into files of about `limit` characters, each with its first word. Every group begins a file; a line
 * longer than that stands alone.
 */
export function splitLines<L extends Line>(
  lines: readonly L[],
  limit: number,
): { start: string; lines: L[] }[] {
  const files: { start: string; lines: L[] }[] = [];
  let size = 0;
  let group = '';
  for (const line of lines) {
    const added = line.word.length + line.text.length + 2;
    const last = files.at(-1);
    if (last && group === groupOf(line.word) && size + added <= limit) {
      last.lines.push(line);
      size += added;
    } else {
      files.push({ start: line.word, lines: [line] });
      group = groupOf(line.word);
      size = added;
    }
  }
  return files;
}
