import { approvedContent, type HashedText } from './content.ts';
import { sectionTitles } from './sections.ts';

/** What the readiness of a text depends on besides the text. */
export type ReadinessFacts = {
  /** Whether the code is in an imported edition of its code set. */
  codeKnown: boolean;
  /** Whether the edition that the text applies from is held. */
  editionKnown: boolean;
  /** A licensed set shows plain titles, so its texts need one. */
  licensed: boolean;
};

/** What still has to be done before the text can be reviewed, in words for its editor; empty when nothing. */
export function readinessProblems(text: HashedText, facts: ReadinessFacts): string[] {
  const { content } = text;
  const missing: string[] = [];
  const need = (ok: boolean, message: string) => {
    if (!ok) missing.push(message);
  };
  need(facts.codeKnown, 'The code is in no imported edition of its code set.');
  need(facts.editionKnown, 'Say from which edition the text applies.');
  need(content.body.length > 0, 'Write the explanation.');
  need(content.notice !== null, 'Choose the copyright notice.');
  need(!facts.licensed || content.plainTitle !== null, 'Write a plain title: the code set is licensed.');
  need((content.plainTitle?.length ?? 0) <= 80, 'Shorten the plain title to 80 characters.');
  for (const section of content.sections) {
    const title = sectionTitles[section.id];
    need(section.body.length > 0, `Write the section "${title}", or empty its summary.`);
    need(section.summary !== null, `Write one open sentence on what the section "${title}" holds.`);
  }
  if (missing.length === 0 && !approvedContent.safeParse(content).success)
    missing.push('Take out blanks at the beginning and end of titles and summaries.');
  return missing;
}
