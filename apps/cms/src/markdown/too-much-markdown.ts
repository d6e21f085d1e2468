/** More than any text of a page needs, and little enough for one request not to keep the others waiting. */
const most = { characters: 32_767, lines: 2_000, deep: 6, indented: 40, signs: 1_000 };

type Finding = { message: string; hint: string };

const figure = (count: number): string => count.toLocaleString('en-US');

/**
 * Why a text is not parsed at all; null where it is. What the parser does for each sign grows with the quotations, lists and
 * open marks around it, so that a few kilobytes of nothing but signs would occupy the whole desk.
 */
export function tooMuchMarkdown(text: string): Finding | null {
  if (text.length > most.characters)
    return {
      message: `The text has ${figure(text.length)} characters, and ${figure(most.characters)} are read at most.`,
      hint: 'Write the longer text at the desk, where it has no such bound.',
    };
  const lines = text.split('\n');
  if (lines.length > most.lines)
    return {
      message: `The text has ${figure(lines.length)} lines, and ${figure(most.lines)} are read at most.`,
      hint: 'Join lines into paragraphs.',
    };
  const deep = lines.findIndex(isDeep);
  if (deep >= 0)
    return {
      message: `Line ${deep + 1} of the text lies in too many quotations or lists at once.`,
      hint: 'Write quotations as paragraphs, and lists of one level only.',
    };
  const full = text.split(/\n[ \t]*\n/).some((part) => signsIn(part) > most.signs);
  if (!full) return null;
  return {
    message: `A paragraph of the text has more than ${figure(most.signs)} of the signs * _ \` [ and <.`,
    hint: 'Take those out that are no marks of bold, italics or a link, or part the paragraph.',
  };
}

/** The signs of quotations and list items before a line's first word. */
function isDeep(line: string): boolean {
  const [before = ''] = /^(?:[ \t>]|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/.exec(line) ?? [];
  const signs = before.match(/[>*+\-.)]/g)?.length ?? 0;
  return signs > most.deep || (signs > 0 && before.length > most.indented);
}

const signsIn = (part: string): number => part.match(/\*+|_+|`+|[[<]/g)?.length ?? 0;
