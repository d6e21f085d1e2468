/** A word's line in the index: the word, its documents, and what it may also be asked for as. */
export type Line = { word: string; text: string };

/**
 * Parts sorted lines into files of about `limit` characters, each with its first word. Every first letter begins a
 * file, so that a change to one word moves the seams of few files; a line longer than that stands alone.
 */
export function splitLines<L extends Line>(
  lines: readonly L[],
  limit: number,
): { start: string; lines: L[] }[] {
  const files: { start: string; lines: L[] }[] = [];
  let size = 0;
  let letter = '';
  for (const line of lines) {
    const added = line.word.length + line.text.length + 2;
    const last = files.at(-1);
    if (last && letter === line.word[0] && size + added <= limit) {
      last.lines.push(line);
      size += added;
    } else {
      files.push({ start: line.word, lines: [line] });
      letter = line.word[0] ?? '';
      size = added;
    }
  }
  return files;
}
