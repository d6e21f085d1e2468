import { accessTier, type SectionId, sectionIds } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import { tierOptions } from '../collections/fields.ts';
import { LexicalError } from '../export/lexical-error.ts';
import { lexicalToBlocks } from '../export/lexical-to-blocks.ts';
import type { EditorState } from '../lines/start-line.ts';
import { type FindMedia, parseMarkdown } from '../markdown/parse-markdown.ts';
import { relationId } from '../relation-id.ts';
import { sectionFields, sectionTitles } from '../workflow/sections.ts';
import type { BroughtRow } from './brought-file.ts';
import { type ColumnKey, columnTitles } from './columns.ts';

/** Told of a flaw of one cell. */
export type Flaw = (column: ColumnKey, code: string, message: string, hint: string) => void;

/** Stands in a list for a text that no cell can hold; read back, it leaves the text as it is. */
export const tooLong = '[This text is too long for a cell: edit it at the desk.]';

/** Most that a cell of a workbook can hold. */
export const longestCell = 32_767;

/** Parts of a text as the desk's fields hold them. */
export type TextChanges = {
  plainTitle?: string | null;
  body?: NonNullable<Explanation['body']> | null;
  sections?: NonNullable<Explanation['sections']>;
  notice?: string;
  slots?: Exclude<Explanation['slots'], undefined>;
};

type Section = NonNullable<NonNullable<Explanation['sections']>['guidelines']>;

/**
 * The parts of a text that a row says differently from what is held; empty where it says the same. A column that the file
 * does not have, and a text that was too long for it, stay as they are. An empty cell empties its part.
 */
export function changedParts(
  row: BroughtRow,
  held: EditorState,
  find: { media: FindMedia; notice: (words: string) => string | null },
  flaw: Flaw,
): TextChanges {
  const changed: TextChanges = {};
  const title = row.cells.get('plainTitle')?.replaceAll(/\s+/g, ' ');
  if (title !== undefined && title !== (held.plainTitle?.trim() ?? '')) {
    changed.plainTitle = title || null;
    if (title.length > 80)
      flaw(
        'plainTitle',
        'title-too-long',
        `The plain title has ${title.length} characters.`,
        'Write at most 80.',
      );
  }
  const body = changedText(row, 'body', held.body, find.media, flaw);
  if (body !== undefined) changed.body = body;
  const sections = changedSections(row, held.sections, find.media, flaw);
  if (sections) changed.sections = sections;
  const notice = row.cells.get('notice');
  if (notice) {
    const id = find.notice(notice);
    if (id === null)
      flaw(
        'notice',
        'unknown-notice',
        `There is no notice "${notice.slice(0, 60)}".`,
        'Name it by its short id, as under Copyright notices.',
      );
    else if (id !== relationId(held.notice)) changed.notice = id;
  }
  return changed;
}

function changedSections(
  row: BroughtRow,
  held: EditorState['sections'],
  media: FindMedia,
  flaw: Flaw,
): NonNullable<Explanation['sections']> | null {
  const changed: Record<string, Section> = {};
  for (const id of sectionIds) {
    const before: Section = held?.[sectionFields[id]] ?? {};
    const next: Section = { ...before };
    const summary = row.cells.get(`${id}:summary`)?.replaceAll(/\s+/g, ' ');
    if (summary !== undefined && summary !== (before.summary?.trim() ?? '')) next.summary = summary || null;
    const body = changedText(row, id, before.body, media, flaw);
    if (body !== undefined) next.body = body;
    const tier = row.cells.get(`${id}:tier`);
    if (tier !== undefined) next.tier = tierOf(tier, id, before.tier ?? null, flaw) ?? null;
    if (
      next.summary !== before.summary ||
      next.body !== before.body ||
      (next.tier ?? null) !== (before.tier ?? null)
    )
      changed[sectionFields[id]] = next;
  }
  return Object.keys(changed).length > 0 ? { ...held, ...changed } : null;
}

function tierOf(words: string, id: SectionId, before: Section['tier'], flaw: Flaw): Section['tier'] {
  if (words === '') return null;
  const asked = words.toLowerCase();
  const option = tierOptions.find(({ value, label }) => value === asked || label.toLowerCase() === asked);
  if (option) return option.value;
  flaw(
    `${id}:tier`,
    'unknown-tier',
    `"${words.slice(0, 40)}" says not who may read ${sectionTitles[id]}.`,
    `Write ${accessTier.options.join(', ')}, or nothing.`,
  );
  return before;
}

/** The text of a cell where it says something else than the held one; undefined where it says the same. */
function changedText(row: BroughtRow, column: ColumnKey, held: unknown, media: FindMedia, flaw: Flaw) {
  const cell = row.cells.get(column);
  if (cell === undefined || cell === tooLong) return undefined;
  const report = (_: unknown, code: string, message: string, hint: string) =>
    flaw(column, code, message, hint);
  const state = parseMarkdown(cell, media, report);
  try {
    const [before, after] = [spelt(held), spelt(state)];
    if (before === after) return undefined;
    return state;
  } catch (error) {
    if (!(error instanceof LexicalError)) throw error;
    flaw(column, 'unsupported', error.message, `Change it in the column "${columnTitles.get(column)}".`);
    return undefined;
  }
}

/** A text's blocks; pictures by their document, as only the library knows more of them. */
const spelt = (state: unknown): string =>
  JSON.stringify(
    lexicalToBlocks(state ?? null, (id) => ({ src: `/media/${id}`, alt: 'known', width: 1, height: 1 })),
  );
