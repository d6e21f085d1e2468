import { joinLines } from '../../fixtures/made-files.ts';
import { packings, type Seed, textFile, zipFile } from './made-file.ts';
import { workbookFile } from './made-workbook.ts';

/** Invented codes; those of five digits stand for licensed ones. */
const pairHead = [
  ['Copyright of an invented notice. All rights reserved.', '', '', '', '', '', ''],
  ['Column1/Column2 Edits', '', '', '', '', '', ''],
  ['Column 1', 'Column 2', '*=in existence', 'Effective', 'Deletion', 'Modifier', 'PTP Edit Rationale'],
  ['', '', 'prior to 1996', 'Date', 'Date', '0=not allowed', ''],
  ['', '', '', '', '*=no data', '1=allowed', ''],
  ['', '', '', '', '', '9=not applicable', ''],
];
const pairs = [
  ['A9991', 'B9991', '', '20200101', '*', '1', 'Invented practice'],
  ['A9991', 'B9992', '*', '19960101', '20201231', '0', 'Invented practice'],
  ['A9991', 'B9992', '', '20210101', '*', '1', 'Invented practice'],
  ['A9991', '00199', '', '20210101', '*', '1', 'Invented practice'],
  ['0019T', 'B9991', '', '20210101', '20210101', '9', 'Invented practice'],
];
const morePairs = pairs.map(([, second = '', ...others]) => ['C9991', second, ...others]);
const tabbed = (rows: string[][]): string => joinLines(rows.map((row) => row.join('\t')));

const firstPart = textFile('ccipra-v360r0-f1.txt', tabbed([...pairHead, ...pairs]));
const secondPart = textFile('ccipra-v360r0-f2.txt', tabbed([...pairHead, ...morePairs]));
const licensed = { codeSet: 'spt', format: 'cpt' } as const;

export const pairText: Seed[] = [
  ...packings(firstPart),
  ...packings(firstPart, licensed),
  ...packings(zipFile('medicare-ncci-2030q1-practitioner-ptp-edits.zip', [firstPart, secondPart])),
];
export const pairSheet: Seed[] = [
  ...packings(workbookFile('ccioph-v360r0-f1.xlsx', [...pairHead, ...pairs])),
  ...packings(
    zipFile('medicare-ncci-2030q1-outpatient-ptp-edits.zip', [
      workbookFile('ccioph-v360r0-f1.xlsx', [...pairHead, ...pairs]),
      workbookFile('ccioph-v360r0-f2.xlsx', [...pairHead, ...morePairs]),
    ]),
  ),
];

const unitHead = [
  'HCPCS/\nCPT Code',
  'Practitioner Services MUE Values',
  'MUE Adjudication Indicator',
  'MUE Rationale',
];
const units = [
  ['A9991', '3', '2 Date of Service Edit: Policy', 'Code Descriptor, invented'],
  ['00199', '1', '1 Line Edit', 'Anatomic Consideration'],
  ['D9991', '1', '1 Line Edit', 'Anatomic Consideration'],
  ['B9991', '0', '3 Date of Service Edit: Clinical', ''],
];
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell}"` : cell);
const commas = [
  ['An invented notice, of several lines.\n\nAll rights reserved.', '', '', ''],
  unitHead,
  ...units,
].map((row) => row.map(quoted).join(','));

export const unitText: Seed[] = [
  ...packings(textFile('MCR_MUE_PractitionerServices_Eff_01-01-2030.csv', joinLines(commas))),
  ...packings(textFile('MCR_MUE_PractitionerServices_Eff_01-01-2030.csv', joinLines(commas)), licensed),
];
export const unitSheet: Seed[] = packings(
  workbookFile('MCR_MUE_PractitionerServices_Eff_01-01-2030.xlsx', [
    ['An invented notice.'],
    unitHead,
    ...units,
  ]),
);
