import { sectionIds } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import { type ColumnKey, columnTitles } from '../bring-in/columns.ts';
import { escaped } from '../bring-in/rows-of-table.ts';
import { longestCell, tooLong } from '../bring-in/text-parts.ts';
import { LexicalError } from '../export/lexical-error.ts';
import { lexicalToBlocks, type ResolveMedia } from '../export/lexical-to-blocks.ts';
import type { EditorState } from '../lines/start-line.ts';
import { blocksToMarkdown } from '../markdown/blocks-to-markdown.ts';
import { relationId } from '../relation-id.ts';
import { sectionFields } from '../workflow/sections.ts';

export type Cells = Partial<Record<ColumnKey, string>>;

/** A text's parts as cells of light Markdown. */
export function textCells(text: EditorState, media: ResolveMedia, noticeOf: (id: string) => string): Cells {
  const notice = relationId(text.notice);
  const cells: Cells = {
    plainTitle: text.plainTitle ?? '',
    body: markdownOf(text.body, media),
    notice: notice === null ? '' : noticeOf(notice),
  };
  for (const id of sectionIds) {
    const section = text.sections?.[sectionFields[id]];
    cells[`${id}:summary`] = section?.summary ?? '';
    cells[id] = markdownOf(section?.body, media);
    cells[`${id}:tier`] = section?.tier ?? '';
  }
  return cells;
}

/** A text that no cell can hold, or that pages cannot show, is edited at the desk. */
function markdownOf(state: Explanation['body'], media: ResolveMedia): string {
  try {
    return blocksToMarkdown(lexicalToBlocks(state, media));
  } catch (error) {
    if (error instanceof LexicalError) return tooLong;
    throw error;
  }
}

/** The row of a list: a cell for each of these columns. */
export function rowOf(columns: readonly ColumnKey[], cells: Cells): string[] {
  return columns.map((key) => {
    const cell = escaped(cells[key] ?? '');
    return cell.length > longestCell ? tooLong : cell;
  });
}

export const headerOf = (columns: readonly ColumnKey[]): string[] =>
  columns.map((key) => columnTitles.get(key) ?? key);

const wide: readonly ColumnKey[] = ['body', 'descriptor', ...sectionIds];
export const widthsOf = (columns: readonly ColumnKey[]): number[] =>
  columns.map((key) => (wide.includes(key) ? 60 : key === 'plainTitle' ? 36 : 16));
