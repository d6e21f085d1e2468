import { diffWords, type WordPiece } from '@plaincode/code-sets';
import { sectionIds } from '@plaincode/content-schemas';
import type { ExplanationContent } from './content.ts';
import { coverages, sourceLabels } from './families/labels.ts';
import type { Slot } from './families/slot.ts';
import { sectionTitles } from './sections.ts';
import { wordsOfBlocks } from './words-of.ts';

/** One part of a text that two texts say differently, word by word. */
export type TextChange = { part: string; words: WordPiece[] };

/** How `after` differs from `before`, part by part in the order of a page; empty where readers read the same. */
export function textDiff(before: ExplanationContent, after: ExplanationContent): TextChange[] {
  const [old, young] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((part) => {
    const [from = '', to = ''] = [old.get(part), young.get(part)];
    return from === to ? [] : [{ part, words: diffWords(from, to) }];
  });
}

/** A text by its parts, in words. What readers do not see as words (tiers, notices, images) is named. */
function partsOf({
  plainTitle,
  body,
  sections,
  notice,
  family,
  correction,
}: ExplanationContent): Map<string, string> {
  const parts = new Map([
    ['Plain title', plainTitle ?? ''],
    ['Explanation', wordsOfBlocks(body)],
  ]);
  for (const id of sectionIds) {
    const section = sections.find((one) => one.id === id);
    const title = sectionTitles[id];
    parts.set(`${title}: open summary`, section?.summary ?? '');
    parts.set(title, wordsOfBlocks(section?.body ?? []));
    parts.set(`${title}: who may read it`, section?.tier ?? '');
  }
  const images = [...body, ...sections.flatMap((section) => section.body)].flatMap((block) =>
    block.type === 'image' ? [`${block.src} (${block.alt})`] : [],
  );
  parts
    .set('Images', images.join('\n'))
    .set('Notice', notice ?? '')
    .set('Correction', correction ?? '');
  parts.set('Written for', coverages[family ? 'family' : 'code']);
  for (const slot of family?.slots ?? []) parts.set(`Slot ${slot.name}`, slotInWords(slot));
  return parts;
}

function slotInWords({ source, asSaid, words }: Slot): string {
  const rows = words.map((row) => `${row.value || 'nothing said'}: ${row.words || 'left out'}`);
  return [sourceLabels[source], ...(asSaid ? ['else as the official data say'] : []), ...rows].join('\n');
}
