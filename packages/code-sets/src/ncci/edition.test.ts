import { expect, test } from 'vitest';
import { ncciEdition, ncciSetting } from './edition.ts';

test.each([
  ['ccipra-v300r0-f1.txt', '2024-01-01', 'practitioner'],
  ['ccipra-v303r0-f4.TXT', '2024-10-01', 'practitioner'],
  ['ccioph-v311r0-f2.xlsx', '2025-04-01', 'outpatient-hospital'],
  ['ccipra-v321-f1.xlsx', '2026-04-01', 'practitioner'],
  ['medicare-ncci-2025q4-practitioner-ptp-edits-ccipra-v313r0-f1.zip', '2025-10-01', 'practitioner'],
  ['MCR_MUE_PractitionerServices_Eff_01-01-2025.csv', '2025-01-01', 'practitioner'],
  ['MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv', '2026-10-01', 'outpatient-hospital'],
  ['MCR_MUE_DMESupplierServices_Eff_04-01-2025.xlsx', '2025-04-01', 'dme-supplier'],
  ['practitionerservicesmuetable-effective-07-01-2025.zip', '2025-07-01', 'practitioner'],
  [
    'medicare-ncci-2025-q2-facility-outpatient-hospital-services-mue-table.zip',
    '2025-04-01',
    'outpatient-hospital',
  ],
])('%s is of %s for %s', (name, effective, setting) => {
  expect(ncciEdition(name)).toEqual({ effective });
  expect(ncciSetting(name)).toBe(setting);
});

test.each([
  ['a version of a fifth quarter', 'ccipra-v304r0-f1.txt'],
  ['a version without its quarter', 'ccipra-v30r0-f1.txt'],
  ['a day that is none', 'MCR_MUE_PractitionerServices_Eff_13-01-2025.csv'],
  ['two quarters that differ', 'medicare-ncci-2025q1-ccipra-v313r0-f1.zip'],
  ['nothing', 'edits.txt'],
])('%s is no edition', (_, name) => {
  expect(ncciEdition(name)).toBeNull();
});

test('a name that tells no setting, or two, is for none', () => {
  expect(ncciSetting('edits.txt')).toBeNull();
  expect(ncciSetting('practitioner-and-hospital.csv')).toBeNull();
});
