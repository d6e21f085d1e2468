import { parseXml, xmlFileKind } from '../container/xml.ts';
import type { TextPart } from '../container/zip.ts';
import type { Problems } from '../problems.ts';
import { TabularHandler } from './handler.ts';
import { rootElement } from './layout.ts';
import { beginsWithRoot } from './nchs-xml.ts';
import type { TabularEntry, TabularList } from './tabular-list.ts';

/**
 * Reads the XML file of the tabular list (layout.ts). Adds every flaw to `problems`; the list is of use only if
 * there is none. Throws Unreadable for a file of another kind, an addenda file, and XML that is damaged.
 */
export async function parseTabular(part: TextPart, problems: Problems): Promise<TabularList> {
  const handler = new TabularHandler(problems);
  const entries: TabularEntry[] = [];
  for await (const batch of parseXml(part, handler, xmlFileKind)) {
    for (const entry of batch) entries.push(entry);
    if (problems.hopeless) break;
  }
  handler.places.finish();
  if (!problems.any && !entries.some(({ kind }) => kind === 'diagnosis'))
    problems.add('empty-file', 'The tabular list holds no codes.', 'Give the full file of the edition.', {
      line: 1,
    });
  const { chapters, sections } = handler.places;
  return { version: handler.version, chapters, sections, entries };
}

/** Whether a text is a tabular list, by its first 4 KB. */
export const looksLikeTabular = (head: string): boolean => beginsWithRoot(head, rootElement);
