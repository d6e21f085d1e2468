import type { Rule } from './finding.ts';

/**
 * The notice says who wrote the text. Whoever maintains codes may explain them as well, so that is asked and not refused.
 */
export const noticeOfAuthor: Rule = (_text, { noticeOfOfficial: holder }) =>
  holder === null
    ? []
    : [
        {
          rule: 'notice-of-author',
          blocks: false,
          message: `The copyright notice is that of ${holder}, whose the official codes are: readers are told that they wrote this text. Choose your own, unless that is so.`,
        },
      ];
