import { type HcpcsRow, hcpcsLine, hcpcsRows, joinLines, sheetRows } from '../../fixtures/made-files.ts';
import { correctionColumns, printSheet } from '../../fixtures/printed-sheet.ts';
import { packings, type Seed, textFile } from './made-file.ts';
import { workbookFile } from './made-workbook.ts';

const preamble = ['***Disclaimers', '', '-- In some instances brand names appear.\u00a0', ''];

const more: HcpcsRow[] = Array.from({ length: 9 }, (_, index) => ({
  code: `C${9001 + index}`,
  id: '3',
  long: `Made-up device number ${index}, each, for the left or the right side`,
  short: `Device ${index}`,
  details: { 119: '57', 229: 'D', 256: 'O1E', 260: '9', 268: '20200101', 276: '20300701' },
}));
const rows = [...hcpcsRows, ...more];

export const hcpcsText: Seed[] = [
  ...packings(textFile('HCPC2030_JUL_ANWEB.txt', joinLines([...preamble, ...rows.map(hcpcsLine)]))),
  ...packings(textFile('HCPC2030_ANWEB.txt', joinLines(hcpcsRows.map(hcpcsLine))), { codeSet: 'hcpcs' }),
];

export const hcpcsSheet: Seed[] = packings(workbookFile('HCPC2030_OCT_ANWEB.xlsx', sheetRows()));

const corrected = [
  ['A1234', 'Change Action', '01/01/2030'],
  ['E4105', 'Change Coverage', '01/01/2030', '', '', '', '', 'C', '39'],
  [
    'J1095',
    'ADD CODE',
    '01/01/2030',
    'Made-up drug',
    'Injection of a made-up drug',
    '9,1',
    'O1E',
    'D',
    '53',
    '',
    'YY',
    '01/01/2030',
  ],
  ['C9034', 'Discontinued', '12/31/2029', '', '', '', '', '', '', 'J1095', '', '', 'Statute'],
  ['QZ', 'Removed in error', '01/0/1201', 'Short'],
];

export const corrections: Seed[] = packings(
  textFile(
    'HCPC2030_Corrections_ALPHA.prn',
    joinLines([
      '          2030 ALPHA-NUMERIC HCPCS CORRECTIONS',
      '',
      ...printSheet(correctionColumns(), corrected),
    ]),
  ),
);

const reportRow = (code: string, change: string, short: string, long: string): string =>
  `    ${code.padEnd(8)}${change.padEnd(22)}${short.padEnd(31)}${long}`;

export const changeReport: Seed[] = packings(
  textFile(
    '2030_Changes_by_ActionCode.prn',
    joinLines([
      '   HCPCS/MOD      TYPE OF CHANGE    SHORT DESCRIPTION              LONG DESCRIPTION',
      reportRow('QZ', 'ADD', 'Made-up modifier', 'A made-up modifier'),
      reportRow(
        'A1234',
        'Long Description Chang',
        'Made-up supply',
        'A made-up supply with a long descriptor',
      ),
      reportRow('A1235', 'No Change', 'Another supply', 'A second supply'),
      reportRow('C0001', 'Discontinued', 'Gone', 'A supply that is gone'),
    ]),
  ),
);
