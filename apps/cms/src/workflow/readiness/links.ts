import { blocksOfContent, inlinesOf } from '../words-of.ts';
import type { Finding, Rule } from './finding.ts';

/** Where the links to codes lead. A link to no code at all cannot be published; one to a code that left can mislead. */
export const links: Rule = ({ content }, { linked }) => {
  const addresses = blocksOfContent(content)
    .flatMap(inlinesOf)
    .flatMap(({ href }) => href ?? []);
  return [...new Set(addresses)].flatMap((href): Finding[] => {
    const standing = linked.get(href);
    if (standing === undefined || standing === 'valid' || standing === 'header') return [];
    const message =
      standing === 'unknown'
        ? `The link ${href} leads to no code that is held. Correct it or take it out.`
        : `The link ${href} leads to a code that is ${standing}. Name what is used now, or say that it is history.`;
    return [{ rule: 'links', blocks: standing === 'unknown', message }];
  });
};
