import { joinLines } from '../../fixtures/made-files.ts';
import { type MadeFile, packings, type Seed, textFile, zipFile } from './made-file.ts';
import { workbookFile } from './made-workbook.ts';

/** Invented codes and words: no descriptor of a licensed set stands anywhere here. */
const rows = [
  ['9X101', 'An invented procedure on a made-up limb', 'INVENTED PROC MADE-UP LIMB', 'INVENTED PROC'],
  ['9X102', 'A second invented procedure, each \u00e9bauche', 'SECOND INVENTED PROC', 'SECOND PROC'],
  ['9X201', 'A third one', 'THIRD ONE', 'THIRD'],
];
const notice = ['Sample notice.', 'All of it is made up.', ''];
const table = (column: number): Buffer =>
  Buffer.from(
    joinLines([...notice, ...rows.map((row) => `${row[0]}\t${row[column] ?? ''}`)]),
    column === 1 ? 'latin1' : 'utf8',
  );

const long = textFile('LONGULT.txt', table(1));
const descriptorFiles = [long, textFile('MEDU.txt', table(2)), textFile('SHORTU.txt', table(3))];

/** Modifiers as rows, and as the text of the appendix. */
const modifierRows = textFile('MODUL.txt', joinLines(['9Z\tAn invented modifier', '8Z\tAnother one']));
const appendix = textFile(
  'MODUL.txt',
  joinLines([
    'Appendix A Modifiers',
    '',
    'This made-up list has',
    '12 lines of prose.',
    '',
    '91 Invented Modifier:',
    'A made-up text of it, on',
    'several lines.',
    '',
    '92 Another: Made up.',
    '',
    'Anesthesia Physical Status Modifiers',
    '',
    'P1: A made-up state',
    'P2 \u2013 Another state',
    '',
    'Category II Modifiers',
    '',
    '1P Invented reason: Made up.',
    '',
    'Level II (HCPCS/National) Modifiers',
    '',
    'E1 Made-up lid',
  ]),
);

const consumerRows = [
  ['Concept Id', 'CPT Code', 'Consumer Friendly Descriptor'],
  ['1001', '9X101', 'A made-up thing that is done to a limb'],
  ['1002', '9X102', '"A thing, ""second"", that is done"'],
  ['1003', '9X201', 'A third thing'],
];
const clinicianRows = [
  ['Concept Id', 'CPT Code', 'Clinician Descriptor Id', 'Clinician Descriptor'],
  ['1001', '9X101', '7001', 'Invented procedure, one way'],
  ['1001', '9X101', '7002', 'Invented procedure, another way'],
  ['1003', '9X201', '7003', 'Third procedure'],
];
const tabbed = (name: string, cells: string[][]): MadeFile =>
  textFile(name, joinLines([...notice, ...cells.map((row) => row.join('\t'))]));
const given = { codeSet: 'spt', format: 'cpt', effective: '2030-01-01' } as const;

export const descriptors: Seed[] = [
  ...packings(long, given),
  ...packings(zipFile('spt-2030.zip', descriptorFiles), given),
  ...packings(zipFile('spt-2030.zip', [...descriptorFiles, appendix]), given),
  ...packings(
    zipFile('spt-2030.zip', [
      long,
      modifierRows,
      tabbed('Consumer Friendly Descriptors/ConsumerDescriptor.txt', consumerRows),
      tabbed('Clinician Descriptors/ClinicianDescriptor.txt', clinicianRows),
    ]),
    given,
  ),
  ...packings(
    zipFile('spt-2030.zip', [
      long,
      workbookFile('ConsumerDescriptor.xlsx', consumerRows),
      workbookFile('ClinicianDescriptor.xlsx', clinicianRows),
    ]),
    given,
  ),
];
