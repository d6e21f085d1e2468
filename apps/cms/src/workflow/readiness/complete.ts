import { approvedContent } from '../content.ts';
import { longestCorrection } from '../corrections.ts';
import { sectionTitles } from '../sections.ts';
import type { Finding, Rule } from './finding.ts';

/** Whether everything is there that an approved text needs. */
export const complete: Rule = (text, facts) => {
  const { content } = text;
  const missing: Finding[] = [];
  const need = (ok: boolean, message: string) => {
    if (!ok) missing.push({ rule: 'complete', blocks: true, message });
  };
  need(facts.codeKnown, 'The code is in no imported edition of its code set.');
  need(
    facts.editionKnown,
    facts.editionLeft === null
      ? 'Say from which edition the text applies.'
      : `The edition ${facts.editionLeft} is no longer held. Choose one that is. A text that was approved stays with its edition: write a new one of this code (Explanations › Create New) for an edition that is held, and bring these words there.`,
  );
  need(
    facts.pageToCome,
    'Neither the edition of this text nor one before it holds the code any more, so that no page can show it. Leave the text as it is: releases go out without it.',
  );
  need(content.body.length > 0, 'Write the explanation.');
  need(content.notice !== null, 'Choose the copyright notice.');
  need(
    content.notice === null || facts.noticeInUse,
    'The copyright notice waits for a second person, or is no longer in use. Choose another one.',
  );
  need(
    content.notice === null || !facts.noticeInUse || facts.noticeUnderTexts,
    'The copyright notice is not one that is printed under a text. Choose another one.',
  );
  need(!facts.licensed || content.plainTitle !== null, 'Write a plain title: the code set is licensed.');
  need((content.plainTitle?.length ?? 0) <= 80, 'Shorten the plain title to 80 characters.');
  need(
    (content.correction?.length ?? 0) <= longestCorrection,
    `Shorten what was corrected to ${longestCorrection} characters.`,
  );
  for (const section of content.sections) {
    const title = sectionTitles[section.id];
    need(section.body.length > 0, `Write the section "${title}", or empty its summary.`);
    need(section.summary !== null, `Write one open sentence on what the section "${title}" holds.`);
  }
  if (missing.length === 0)
    need(
      approvedContent.safeParse(content).success,
      'Take out blanks at the beginning and end of titles and summaries.',
    );
  return missing;
};
