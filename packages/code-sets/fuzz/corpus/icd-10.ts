import { codesAddenda, orderAddenda, procedureAddenda } from '../../fixtures/made-addenda.ts';
import { joinLines, orderLine, orderRows } from '../../fixtures/made-files.ts';
import { madeDrugTable, madeIndex, madeNeoplasmTable, madeTabular } from '../../fixtures/made-icd-10-cm.ts';
import { packings, type Seed, textFile, xmlFile, zipFile } from './made-file.ts';
import { workbookFile } from './made-workbook.ts';

const order = textFile('icd10cm_order_2030.txt', joinLines(orderRows));
const diagnoses = [
  orderLine(1, 'B20', 0, 'Made-up chill'),
  ...Array.from({ length: 9 }, (_, index) =>
    orderLine(index + 2, `B20${index}`, 1, `Made-up chill of the kind ${index}`),
  ),
];
export const diagnosisOrder: Seed[] = [
  ...packings(order),
  ...packings(textFile('order-file.txt', joinLines(diagnoses)), { effective: '2029-10-01' }),
];

const procedures = [
  orderLine(1, '001', 0, 'Made-up table of a bypass'),
  orderLine(2, '0016070', 1, 'Bypass of a made-up region to another'),
  orderLine(3, '0016071', 1, 'Bypass of a made-up region to a third'),
  orderLine(4, '2W0', 0, 'Made-up table of changes'),
  orderLine(5, '2W00X0Z', 1, 'Change of a made-up dressing on the head'),
];
export const procedureOrder: Seed[] = packings(textFile('icd10pcs_order_2030.txt', joinLines(procedures)));

export const addenda: Seed[] = [
  ...packings(textFile('icd10cm_order_addenda_2030.txt', joinLines(orderAddenda))),
  ...packings(textFile('icd10cm_codes_addenda_2030.txt', joinLines(codesAddenda))),
  ...packings(textFile('icd10pcs_order_addenda_2030.txt', joinLines(procedureAddenda))),
  ...packings(
    zipFile('made-2030.zip', [order, textFile('icd10cm_order_addenda_2030.txt', joinLines(orderAddenda))]),
  ),
];

export const tabular: Seed[] = packings(xmlFile('icd10cm_tabular_2030.xml', madeTabular));
export const index: Seed[] = packings(xmlFile('icd10cm_index_2030.xml', madeIndex));
export const drugTable: Seed[] = packings(xmlFile('icd10cm_drug_2030.xml', madeDrugTable));
export const neoplasmTable: Seed[] = packings(xmlFile('icd10cm_neoplasm_2030.xml', madeNeoplasmTable));

const conversions = [
  ['The table shows for each new code its effective date and the code assigned previously.'],
  ['Current code assignment', 'Effective', 'Previous Code(s) Assignment'],
  ['A00.11', '2016', 'A00.1'],
  ['A00.12', '45017', 'A00.1; A00.2'],
  ['A00.13', '2020', 'A00.1-A00.4'],
  ['B12.XX3A', '10/1/2024', 'None'],
];
export const conversion: Seed[] = [
  ...packings(workbookFile('icd10cm_conversion_table_2030.xlsx', conversions)),
  ...packings(
    textFile('icd10cm_conversion_table_2030.txt', joinLines(conversions.map((cells) => cells.join('\t')))),
  ),
];

const gem = (name: string, rows: string[]): Seed[] => packings(textFile(name, joinLines(rows)));
export const gems: Seed[] = [
  ...gem('2018_I10gem.txt', [
    'A000    0010  00000',
    'A001    0011  10000',
    'A001    E0012 10111',
    'A001    V123  10112',
    'A001    4567  10112',
    'B99XXXA NoDx  11000',
  ]),
  ...gem('2018_I9gem.txt', [
    '0010  A000    00000',
    '0011  A0019   10111',
    '0011  A001XXA 10112',
    'V5678 NoDx    11000',
  ]),
  ...gem('gem_pcsi9_2018.txt', [
    '0016070 0234  10000',
    '0016071 9999  10111',
    '0016071 99    10112',
    'B00B0ZZ NoPCS 11000',
  ]),
  ...gem('gem_i9pcs_2018.txt', ['0001  6A750Z4 10000', '003   02Q00ZZ 00000', '9999  NoPCS   11000']),
];
