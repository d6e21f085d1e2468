import type { CodePageRecord } from '@plaincode/content-schemas';
import { chapterPath } from './page-path.ts';
import type { SetFacts } from './section-data/index.ts';
import { entryOf } from './section-data/tabular-notes.ts';

type Chapters = NonNullable<CodePageRecord['related']['chapters']>;

/**
 * The chapter of a code and the sections in it, down to the one that holds the code's category: each has a page, as the
 * category has one. None where the tabular list or the edition does not hold the code's category.
 */
export function chaptersOfCode(codeSet: string, code: string, { facts, pathOf }: SetFacts): Chapters {
  const entries = facts.tabular?.byCode;
  const chapters: Chapters = [];
  if (!entries || pathOf(code.slice(0, 3)) === null) return chapters;
  for (let key = entryOf(code, entries); key !== null; ) {
    const entry = entries.get(key);
    if (!entry) break;
    const [kind, name] = key.split(':');
    if (name !== undefined) {
      const label = kind === 'chapter' ? `Chapter ${name}` : name;
      chapters.unshift({ path: chapterPath(codeSet, key), label, title: entry.title });
    }
    key = entry.parent;
  }
  return chapters;
}
