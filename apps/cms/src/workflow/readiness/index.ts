import type { HashedText } from '../content.ts';
import { codesNamed } from './codes-named.ts';
import { complete } from './complete.ts';
import type { Finding, ReadinessFacts, Rule } from './finding.ts';
import { houseStyle } from './house-style.ts';
import { images } from './images.ts';
import { length } from './length.ts';
import { links } from './links.ts';
import { noticeOfAuthor } from './notice-of-author.ts';
import { overlap } from './overlap.ts';
import { readingGrade } from './reading-grade.ts';
import { sectionsEmpty } from './sections-empty.ts';
import { slots } from './slots.ts';

const rules: readonly Rule[] = [
  complete,
  slots,
  links,
  images,
  noticeOfAuthor,
  houseStyle,
  overlap,
  readingGrade,
  length,
  codesNamed,
  sectionsEmpty,
];

/** Everything that the rules find in a text, what blocks first. */
export function readinessFindings(text: HashedText, facts: ReadinessFacts): Finding[] {
  const found = rules.flatMap((rule) => rule(text, facts));
  return [...found.filter(({ blocks }) => blocks), ...found.filter(({ blocks }) => !blocks)];
}

/** What has to be mended before the text can be reviewed; empty when nothing. */
export function blockingOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ blocks }) => blocks).map(({ message }) => message);
}
