import { join } from 'node:path';
import {
  hcpcsText,
  longText,
  type MadeHcpcs,
  orderText,
  writeMade,
} from '../../imports/testing/made-files.ts';

/** A small starter folder, made up for tests: two editions of a public set, one of diagnoses, two of a licensed set. */
export function makeStarter(folder: string): void {
  writeMade(folder, 'settings.json', JSON.stringify(settings));
  writeMade(folder, 'releases/HCPC2025_JUL_ANWEB.txt', hcpcsText(july));
  writeMade(folder, 'releases/HCPC2025_OCT_ANWEB.txt', hcpcsText(october));
  writeMade(folder, 'releases/icd10cm_order_2025.txt', orderText(diagnoses));
  writeMade(folder, 'releases/LONGULT_2025.txt', longText([['9X101', secretBefore]]));
  writeMade(
    folder,
    'releases/LONGULT_2026.txt',
    longText([
      ['9X101', secret],
      ['9X102', otherSecret],
    ]),
  );
  for (const [name, text] of Object.entries(explanations))
    writeMade(join(folder, 'explanations'), name, text);
}

/** Licensed words: they may stand in their own descriptor and nowhere else. */
export const secretBefore = 'Balance training, canary descriptor of before, each quarter hour';
export const secret = 'Balance training, canary descriptor of now, each quarter hour';
export const otherSecret = 'Gait training, canary descriptor without a title, each quarter hour';

const july: MadeHcpcs[] = [
  { code: 'A0424', long: 'Made-up attendant' },
  { code: 'J9000', long: 'Injection, made-up drug, 10 mg', added: '19840101' },
  { code: 'J7300', long: 'Copper device', action: 'N' },
  { code: 'S0144', long: 'Injection, drug that leaves, 10 mg' },
  { code: 'J9010', long: 'Injection, ended drug, 10 mg', terminated: '20201231' },
  { code: 'JZ', long: 'No drug discarded' },
];

const october: MadeHcpcs[] = [
  { code: 'A0424', long: 'Made-up attendant' },
  { code: 'J9000', long: 'Injection, made-up drug, 10 mg', added: '19840101' },
  { code: 'J7300', long: 'Copper device (brand)', action: 'C' },
  { code: 'J9010', long: 'Injection, ended drug, 10 mg', terminated: '20201231' },
  { code: 'J9020', long: 'Injection, drug of the future, 10 mg', added: '29990101' },
  { code: 'JZ', long: 'No drug discarded' },
];

const diagnoses = [
  { code: 'E11', billable: false, long: 'Type 2 diabetes mellitus' },
  { code: 'E113', billable: false, long: 'Type 2 diabetes mellitus with ophthalmic complications' },
  { code: 'E1131', billable: false, long: 'Type 2 diabetes mellitus with unspecified diabetic retinopathy' },
  {
    code: 'E11311',
    billable: true,
    long: 'Type 2 diabetes mellitus with unspecified diabetic retinopathy with macular edema',
  },
  {
    code: 'E11319',
    billable: true,
    long: 'Type 2 diabetes mellitus with unspecified diabetic retinopathy without macular edema',
  },
  { code: 'E119', billable: true, long: 'Type 2 diabetes mellitus without complications' },
];

const sections = ['Guidelines', 'Modifiers', 'Crosswalks', 'NCCI edits', 'Compliance', 'Medicare coverage']
  .map((title) => `## ${title}\n> What ${title} holds, in one sentence.\n\nThe text of ${title}.\n`)
  .join('\n');

const explanations: Record<string, string> = {
  'hcpcs/J9000.md': `---
code: J9000
title: Made-up drug, 10 mg
tiers:
  compliance: subscriber
---
A drug that was **made up** for tests; see [the device](/hcpcs/J7300/) and [nothing](/hcpcs/J9000/).

- One unit is 10 mg.
- Round up.

## Guidelines
> How milligrams become units.

Divide by ten.

## Compliance
> What reviewers look for.

Units that do not agree with the dose.
`,
  'hcpcs/JZ.md':
    '---\ncode: JZ\ntitle: Nothing discarded\nkind: modifier\n---\nSays that nothing was left.\n',
  'icd-10-cm/E11.311.md':
    '---\ncode: E11.311\ntitle: Retinopathy with edema\n---\nDiabetes and the eye in one code.\n',
  'spt/9X101.md': `---\ncode: 9X101\ntitle: Guided balance training\ntiers: { compliance: subscriber }\n---\nA therapist guides exercises.\n\n${sections}`,
};

const registered = {
  guidelines: 'registered',
  modifiers: 'registered',
  crosswalks: 'registered',
  'ncci-edits': 'registered',
  compliance: 'registered',
  'medicare-coverage': 'registered',
};

const release = (file: string, codeSet: string, label: string, kind: string, effective: string) => ({
  file: `releases/${file}`,
  edition: { id: `${codeSet}-${effective}`, codeSet, label, kind, published: null, effective },
});

const publicSet = {
  licensed: false,
  licence: null,
  descriptorTier: 'open',
  explanationTier: 'metered',
  sectionTiers: registered,
};
const copyright = (slug: string, rightsHolder: string, edition: string | null, text: string) => ({
  slug,
  rightsHolder,
  edition,
  uses: ['line'],
  text,
});

const settings = {
  site: {
    name: 'Plaincode',
    publisher: 'Example Coding Press',
    productBar: [
      { label: 'Not built', href: null },
      { label: 'Built', href: 'mailto:ask@example.com' },
    ],
    callout: { action: 'Ask our coders', href: 'mailto:questions@example.com' },
  },
  rightsHolders: [
    { slug: 'example-coding-press', name: 'Example Coding Press' },
    { slug: 'cms', name: 'Centers for Medicare & Medicaid Services' },
    { slug: 'nchs', name: 'National Center for Health Statistics' },
    { slug: 'board', name: 'A made-up board' },
  ],
  notices: [
    copyright(
      'example-coding-press',
      'example-coding-press',
      null,
      '© Copyright 2026 Example Coding Press. All rights reserved.',
    ),
    copyright('cms-public-domain', 'cms', null, 'HCPCS Level II: public domain.'),
    copyright('nchs-public-domain', 'nchs', null, 'ICD-10-CM: public domain.'),
    copyright('board-2025', 'board', 'spt-2025-01-01', '© Copyright 2025 A made-up board.'),
    copyright('board-2026', 'board', 'spt-2026-01-01', '© Copyright 2026 A made-up board.'),
  ],
  codeSystems: [
    {
      slug: 'hcpcs',
      name: 'HCPCS Level II',
      shortName: 'HCPCS',
      rightsHolder: 'cms',
      description: 'Supplies.',
      fileFormat: 'hcpcs',
      ...publicSet,
    },
    {
      slug: 'icd-10-cm',
      name: 'ICD-10-CM',
      shortName: 'ICD-10-CM',
      rightsHolder: 'nchs',
      description: 'Diagnoses.',
      fileFormat: 'icd-10-cm-order',
      ...publicSet,
    },
    {
      slug: 'spt',
      name: 'Sample Procedural Terminology',
      shortName: 'SPT®',
      rightsHolder: 'board',
      licensed: true,
      licence: {
        holder: 'Us',
        number: '1',
        validFrom: '2025-01-01',
        validTo: '2029-12-31',
        statedBy: 'The starter',
        statedOn: '2025-01-01',
      },
      description: 'Made up.',
      fileFormat: 'cpt',
      descriptorTier: 'registered',
      explanationTier: 'metered',
      sectionTiers: registered,
    },
  ],
  releases: [
    release('HCPC2025_JUL_ANWEB.txt', 'hcpcs', 'July 2025', 'quarterly', '2025-07-01'),
    release('HCPC2025_OCT_ANWEB.txt', 'hcpcs', 'October 2025', 'quarterly', '2025-10-01'),
    release('icd10cm_order_2025.txt', 'icd-10-cm', '2025', 'annual', '2024-10-01'),
    release('LONGULT_2025.txt', 'spt', '2025', 'annual', '2025-01-01'),
    release('LONGULT_2026.txt', 'spt', '2026', 'annual', '2026-01-01'),
  ],
};
