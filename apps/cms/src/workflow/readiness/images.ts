import { blocksOfContent } from '../words-of.ts';
import type { Rule } from './finding.ts';

const fileName = /\.(?:png|jpe?g|webp|avif|gif|svg)$|^(?:img|dsc|image|screenshot|scan)[-_ ]?\d+/i;

/** Whoever cannot see an image needs its words: what is missing or only a file's name is none. */
export const images: Rule = ({ content }) =>
  blocksOfContent(content).flatMap((block) => {
    if (block.type !== 'image') return [];
    const alt = block.alt.trim();
    if (alt.length >= 5 && !fileName.test(alt)) return [];
    const message = `Say in words what the image ${block.src.split('/').at(-1)} shows (its alternative text).`;
    return [{ rule: 'images', blocks: true, message }];
  });
