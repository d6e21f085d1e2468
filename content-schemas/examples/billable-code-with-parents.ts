import type { CodePageRecord } from '../src/index.ts';
import { icd10cmHeader } from './icd-10-cm-header.ts';
import * as parts from './parts.ts';

const source = parts.icdFile.id;
const title = 'Type 2 diabetes mellitus with unspecified diabetic retinopathy with macular edema';

/** A code valid for submission, three levels down; its explanation is an ancestor's and says so. */
export const billableCodeWithParents: CodePageRecord = {
  ...icd10cmHeader,
  path: '/icd-10-cm/E11.311/',
  code: 'E11311',
  displayCode: 'E11.311',
  title,
  billable: { value: true, source },
  history: [parts.earliestHeld(parts.icdEdition, true)],
  descriptors: {
    tier: 'open',
    long: { value: title, source },
    medium: null,
    short: { value: 'Type 2 diabetes w unsp diabetic retinopathy w macular edema', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: {
    tier: 'metered',
    body: [
      parts.paragraph(
        'Long-standing diabetes can harm the small vessels at the back of the eye. These codes join the diabetes and the eye disease in one code, so no second code is needed to say that the two belong together.',
      ),
      parts.paragraph(
        'Choose by what the eye examination found: the kind of retinopathy, whether the macula is swollen, and, where the code asks for it, which eye.',
      ),
    ],
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: parts.codeLink(
      '/icd-10-cm/E11.3/',
      'Type 2 diabetes mellitus with ophthalmic complications',
    ),
    reviewed: '2026-11-18',
    reviewer: null,
  },
  sections: parts.sixSections(
    {
      guidelines: {
        summary: 'When the unspecified form is the right one, and what to ask for instead.',
        text: 'Use it when the record names diabetic retinopathy with macular edema and nothing more. A query for the stage usually leads to a code that says more, with the eye.',
      },
    },
    {
      guidelines: [
        {
          title: 'Instructions of the tabular list under E11',
          historical: false,
          source: parts.tabularFile.id,
          body: [
            { type: 'heading', level: 4, content: [{ text: 'Use additional code' }] },
            {
              type: 'list',
              ordered: false,
              items: [
                [
                  { text: 'code to identify control using insulin (' },
                  { text: 'Z79.4', href: '/icd-10-cm/Z79.4/' },
                  { text: ')' },
                ],
              ],
            },
          ],
        },
      ],
      crosswalks: [
        {
          title: 'ICD-9-CM, general equivalence mapping',
          historical: true,
          source: parts.gemFile.id,
          body: [
            { type: 'list', ordered: false, items: [[{ text: '250.50 and 362.01, together, approximate' }]] },
          ],
        },
      ],
    },
  ),
  related: {
    ancestors: [
      ...icd10cmHeader.related.ancestors,
      parts.codeLink('/icd-10-cm/E11.31/', 'Type 2 diabetes mellitus with unspecified diabetic retinopathy'),
    ],
    children: [],
    siblings: icd10cmHeader.related.children.slice(1),
    previous: parts.codeLink(
      '/icd-10-cm/E11.31/',
      'Type 2 diabetes mellitus with unspecified diabetic retinopathy',
    ),
    next: icd10cmHeader.related.children[1] ?? null,
  },
  rightsHolders: [parts.nchsHolder, parts.publisherHolder],
  notices: [parts.nchsNotice, parts.publisherNotice],
  sources: [parts.icdFile, parts.editorialSource(parts.icdEdition, 'E113'), parts.tabularFile, parts.gemFile],
};
