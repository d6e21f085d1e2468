import { filePath, hashAt, rootPath, type SearchRoot } from '../text/root.ts';
import { type IndexFile, wordsAndRoot } from './build-index.ts';
import { indexedWords, leadPostings } from './indexed-words.ts';

/**
 * The files of an index that are other when nothing but the beginnings of explanations changed: the same bytes as a whole
 * build would give, in a fraction of its time. `read` gives the text of a file of the index as it was; `leads` are all
 * beginnings as they are now, by the path of their page.
 */
export function changeLeads(read: (path: string) => string, leads: ReadonlyMap<string, string>): IndexFile[] {
  const { wordFiles, spellingFiles: _, ...rest }: SearchRoot = JSON.parse(read(rootPath));
  const own = new Map<string, string>();
  for (const at of wordFiles.starts.keys())
    for (const line of read(filePath('words', at, hashAt(wordFiles.hashes, at))).split('\n')) {
      const [word = '', postings = ''] = line.split('\t');
      if (postings !== '') own.set(word, postings);
    }
  return wordsAndRoot(indexedWords(own, leadPostings(numbered(rest, read, leads))), rest);
}

/** The documents with a beginning, by number. */
function* numbered(
  { ranges, titles, documentsPerFile }: Omit<SearchRoot, 'wordFiles' | 'spellingFiles'>,
  read: (path: string) => string,
  leads: ReadonlyMap<string, string>,
): Generator<[number: number, entry: { lead: string }]> {
  let file = 0;
  for (const { set, from, count } of ranges)
    for (let start = from; start < from + count; start += documentsPerFile) {
      const lines = read(filePath('documents', file, titles)).split('\n');
      file += 1;
      for (const [place, line] of lines.entries()) {
        const [display = '', , path = ''] = line.split('\t');
        const lead = leads.get(path || `/${set}/${display}/`);
        if (lead) yield [start + place, { lead }];
      }
    }
}
