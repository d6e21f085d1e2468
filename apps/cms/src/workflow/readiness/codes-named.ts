import { blocksOfContent, inlinesOf } from '../words-of.ts';
import type { Rule } from './finding.ts';

/** HCPCS Level II, ICD-10-CM with its dot, and five-character procedure codes, as people write them. */
const codeLike =
  /(?<![\p{L}\p{N}.-])(?:[A-V]\d{4}|[A-Z]\d[0-9AB]\.[0-9A-Z]{1,4}|\d{4}[FTUAM]|\d[A-Z]\d{3})(?![\p{L}\p{N}])/gu;

/** Codes that are named without a link, and whether the text names its own code where readers look for it. */
export const codesNamed: Rule = ({ content }, { official }) => {
  const plain = blocksOfContent(content)
    .flatMap(inlinesOf)
    .filter(({ href }) => href === undefined)
    .flatMap(({ text }) => text.match(codeLike) ?? []);
  const others = [...new Set(plain)].filter((code) => code !== official?.displayCode);
  if (others.length === 0) return [];
  const message = `${others.slice(0, 8).join(', ')} ${others.length === 1 ? 'is' : 'are'} named without a link. Make ${others.length === 1 ? 'it a code reference' : 'them code references'}, so that the desk can watch over ${others.length === 1 ? 'it' : 'them'}.`;
  return [{ rule: 'codes-named', blocks: false, message }];
};
