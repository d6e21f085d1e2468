import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.icdFile.id;
const title = 'Type 2 diabetes mellitus with unspecified diabetic retinopathy';

/** A category that is not valid for submission: its page leads to the codes below it. */
export const icd10cmHeader: CodePageRecord = {
  kind: 'code',
  path: '/icd-10-cm/E11.31/',
  codeSet: parts.icd10cm,
  edition: parts.icdEdition,
  code: 'E1131',
  displayCode: 'E11.31',
  codeType: 'diagnosis',
  title,
  billable: { value: false, source },
  status: { state: 'active', since: null, replacements: [] },
  dates: { added: null, effective: null, terminated: null },
  change: null,
  history: [parts.earliestHeld(parts.icdEdition, false)],
  descriptors: {
    tier: 'open',
    long: { value: title, source },
    medium: null,
    short: { value: 'Type 2 diabetes mellitus with unsp diabetic retinopathy', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: null,
  sections: parts.sixSections({}),
  indicators: [],
  related: {
    ancestors: [
      parts.codeLink('/icd-10-cm/E11/', 'Type 2 diabetes mellitus'),
      parts.codeLink('/icd-10-cm/E11.3/', 'Type 2 diabetes mellitus with ophthalmic complications'),
    ],
    children: [
      parts.codeLink('/icd-10-cm/E11.311/', `${title} with macular edema`),
      parts.codeLink('/icd-10-cm/E11.319/', `${title} without macular edema`),
    ],
    siblings: [
      parts.codeLink(
        '/icd-10-cm/E11.32/',
        'Type 2 diabetes mellitus with mild nonproliferative diabetic retinopathy',
      ),
    ],
    previous: parts.codeLink('/icd-10-cm/E11.3/', 'Type 2 diabetes mellitus with ophthalmic complications'),
    next: parts.codeLink('/icd-10-cm/E11.311/', `${title} with macular edema`),
  },
  rightsHolders: [parts.nchsHolder],
  notices: [parts.nchsNotice],
  sources: [parts.icdFile],
};
