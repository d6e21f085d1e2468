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
    return [
      { rule: 'links', blocks: standing === 'unknown', message: `The link ${href} ${leads[standing]}` },
    ];
  });
};

const leads = {
  unknown: 'leads to no code that is held. Correct it or take it out.',
  upcoming: 'leads to a code that is not in this edition yet. Say from when it is used.',
  terminated: 'leads to a code that is terminated. Name what is used now, or say that it is history.',
  deleted: 'leads to a code that is deleted. Name what is used now, or say that it is history.',
};
