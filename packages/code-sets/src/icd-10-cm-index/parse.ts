import { parseXml, xmlFileKind } from '../container/xml.ts';
import type { TextPart } from '../container/zip.ts';
import { beginsWithRoot } from '../icd-10-cm-tabular/nchs-xml.ts';
import type { Problems } from '../problems.ts';
import { IndexHandler, rootElement } from './handler.ts';
import type { IndexEntry, IndexFile } from './index-file.ts';
import { kindOfIndex } from './kind.ts';

/**
 * Reads an index of ICD-10-CM (to diseases, or to external causes) or a table (of drugs, or of neoplasms) from its
 * XML file (handler.ts). Adds every flaw to `problems`; the index is of use only if there is none. Throws
 * Unreadable for a file of another kind, an addenda file, and XML that is damaged.
 */
export async function parseIndex(part: TextPart, problems: Problems): Promise<IndexFile> {
  const handler = new IndexHandler(problems);
  const entries: IndexEntry[] = [];
  for await (const batch of parseXml(part, handler, xmlFileKind)) {
    for (const entry of batch) entries.push(entry);
    if (problems.hopeless) break;
  }
  if (!problems.any && entries.length === 0)
    problems.add('empty-file', 'The index holds no codes.', 'Give the full file of the edition.', {
      line: 1,
    });
  const { version, title, references } = handler;
  const kind = kindOfIndex({ title, headings: [...handler.headings.values()], entries });
  return { kind, version, entries, references };
}

/** Whether a text is an index or a table of ICD-10-CM, by its first 4 KB. */
export const looksLikeIndex = (head: string): boolean => beginsWithRoot(head, rootElement);
