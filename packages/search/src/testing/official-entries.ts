import { join } from 'node:path';
import { type Given, readOfficialFile } from '@plaincode/code-sets';
import type { SearchEntry } from '../index/entry.ts';

export const officialSets = [
  { id: 'hcpcs', name: 'HCPCS Level II' },
  { id: 'icd-10-cm', name: 'ICD-10-CM' },
];

/** What each file of the folder of official files adds; a missing one throws. */
const files = [
  'icd-10-cm/icd10cm_index_2017.xml.gz',
  'icd-10-cm/2025-code-descriptions-tabular-order.zip',
  'hcpcs/HCPC2025_OCT_ANWEB.xlsx',
];

/** The day for which codes are in force or not: one after the files' editions took effect. */
const today = '2025-11-01';

/** As pages show them: the index entries of a code, and characters of a title. */
const mostTerms = 60;
const longestTitle = 320;

/** All of ICD-10-CM and HCPCS as a release has them, from the official files in place. Throws where one is missing. */
export async function officialEntries(folder: string): Promise<SearchEntry[]> {
  const terms = new Map<string, string[]>();
  const entries: SearchEntry[] = [];
  for (const file of files)
    for (const content of await contentsOf(join(folder, file))) {
      if (content.kind === 'facts')
        for (const { code, content: fact } of content.facts)
          if ('terms' in fact) terms.set(code, fact.terms.map((path) => path.join(', ')).slice(0, mostTerms));
      if (content.kind !== 'release') continue;
      for (const record of content.records) {
        const { code, displayCode: display, codeType, billable, longDescriptor: text, dates } = record;
        const modifier = codeType === 'modifier';
        entries.push({
          set: content.codeSet,
          code,
          display,
          path: `/${content.codeSet}/${modifier ? 'modifiers/' : ''}${display}/`,
          title: text.slice(0, longestTitle),
          state: dates.terminated !== null && dates.terminated < today ? 'terminated' : 'active',
          billable,
          text,
          terms: modifier ? ['modifier'] : (codeType === 'diagnosis' && terms.get(code)) || [],
          lead: '',
        });
      }
    }
  return entries;
}

async function contentsOf(file: string, given: Given = {}) {
  const result = await readOfficialFile(file, given);
  if (result.ok) return result.file.contents;
  throw new Error(`${file} is refused: ${result.problems[0]?.message}`);
}
