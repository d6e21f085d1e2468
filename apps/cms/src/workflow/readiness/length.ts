import { plainWords, wordsOfBlocks } from '../words-of.ts';
import type { Finding, Rule } from './finding.ts';

const fewest = 40;
const most = 450;
const longestParagraph = 130;

/** A reader wants the answer in seconds: long enough to say something, short enough to be read. */
export const length: Rule = ({ content }) => {
  const words = plainWords(wordsOfBlocks(content.body)).length;
  if (words === 0) return [];
  const found: Finding[] = [];
  const say = (message: string) => found.push({ rule: 'length', blocks: false, message });
  if (words < fewest)
    say(
      `The explanation has ${words} ${words === 1 ? 'word' : 'words'}. Readers expect about ${fewest} or more.`,
    );
  if (words > most)
    say(`The explanation has ${words} words. Past ${most} few read on: move some to a section.`);
  const long = content.body.filter(
    (block) => block.type === 'paragraph' && plainWords(wordsOfBlocks([block])).length > longestParagraph,
  );
  if (long.length > 0)
    say(
      `${long.length === 1 ? 'A paragraph has' : `${long.length} paragraphs have`} more than ${longestParagraph} words. Divide ${long.length === 1 ? 'it' : 'them'}.`,
    );
  return found;
};
