import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.octoberFile.id;

/** An active drug code with four sections; of the other two one has official data and one has none. */
export const plainHcpcsCode: CodePageRecord = {
  kind: 'code',
  path: '/hcpcs/J9000/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  code: 'J9000',
  displayCode: 'J9000',
  codeType: 'procedure',
  title: 'Injection, doxorubicin hydrochloride, 10 mg',
  billable: null,
  status: { state: 'active', since: '1984-01-01', replacements: [] },
  dates: {
    added: { value: '1984-01-01', source },
    effective: { value: '2009-01-01', source },
    terminated: null,
  },
  change: null,
  history: [parts.earliestHeld(parts.hcpcsOctober)],
  descriptors: {
    tier: 'open',
    long: { value: 'Injection, doxorubicin hydrochloride, 10 mg', source },
    medium: null,
    short: { value: 'Doxorubicin hcl injection', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: {
    tier: 'metered',
    body: [
      parts.paragraph(
        'Doxorubicin is an anthracycline, a chemotherapy drug given into a vein to slow or stop the growth of cancer cells. The code stands for the conventional form of the drug; forms enclosed in liposomes have codes of their own.',
      ),
      parts.paragraph(
        'One unit is 10 mg. A dose of 95 mg is reported as ten units when the rest of a single-dose vial is discarded and billed, so the count follows the vial sizes opened as well as the dose ordered.',
      ),
    ],
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: null,
    reviewed: '2026-11-20',
    reviewer: 'Jo Example, CPC',
  },
  sections: parts.sixSections(
    {
      guidelines: {
        summary: 'How the dose in milligrams becomes units, and what the record must show.',
        text: 'Divide the milligrams by ten and round a part of a unit up. The order, the preparation and the administration record should agree on dose, route, date and patient weight or body surface.',
      },
      modifiers: {
        summary: 'The two modifiers that tell whether any drug was discarded.',
        text: 'Medicare expects JW on a line of its own for drug discarded from a single-dose vial, and JZ where nothing was discarded. Neither applies to multiple-dose vials.',
      },
      crosswalks: {
        summary: 'Neighbouring codes that are easily mistaken for this one.',
        text: 'Liposomal doxorubicin belongs under Q2050, or Q2049 for the imported product. The product label decides, not the word doxorubicin in the order.',
      },
      compliance: {
        summary: 'What reviewers look for first on claims for this drug.',
        text: 'Units that do not agree with the dose are the usual finding. Keep the wastage entry, signed and timed, with the administration record.',
      },
    },
    {
      'medicare-coverage': [
        parts.coverage([
          ['Medicare coverage', 'D', 'Special coverage instructions apply'],
          ['Pricing', '51', 'Drugs'],
        ]),
        parts.coverage([['Medicare Carriers Manual', '2049', 'A reference to a retired manual']], true),
      ],
    },
  ),
  corrections: [
    { date: '2026-02-03', words: 'The explanation named 20 mg as the dose of one unit. It is 10 mg.' },
  ],
  indicators: [parts.lastAction],
  related: {
    ancestors: [],
    children: [],
    siblings: [],
    previous: parts.codeLink('/hcpcs/J8999/', 'Prescription drug, oral, chemotherapeutic, nos'),
    next: parts.codeLink('/hcpcs/J9010/', 'Injection, alemtuzumab, 10 mg', 'terminated'),
  },
  rightsHolders: [parts.cmsHolder, parts.publisherHolder],
  notices: [parts.cmsNotice, parts.publisherNotice],
  sources: [parts.octoberFile, parts.editorialSource(parts.hcpcsOctober, 'J9000')],
};
