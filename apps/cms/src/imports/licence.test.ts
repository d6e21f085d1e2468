import { describe, expect, it } from 'vitest';
import { licenceObjection } from './licence.ts';

const cpt = { slug: 'cpt', name: 'CPT' };
const licence = {
  holder: 'Us',
  number: '1',
  validFrom: '2025-01-01',
  validTo: '2025-12-31',
  statedBy: 'Ada Operator',
  statedOn: '2024-12-01',
};

describe('licenceObjection', () => {
  it('has none where a whole licence covers the edition', () => {
    expect(licenceObjection(cpt, licence, '2025-01-01')).toBeNull();
    expect(licenceObjection(cpt, licence, '2025-12-31')).toBeNull();
  });

  it('says what to record', () => {
    expect(licenceObjection(cpt, { ...licence, number: null }, '2025-06-01')).toContain(
      'Code sets › CPT › Licence record',
    );
    expect(licenceObjection(cpt, { ...licence, statedBy: null }, '2025-06-01')).toContain('who states it');
    expect(licenceObjection(cpt, licence, '2026-01-01')).toContain('runs from 2025-01-01 to 2025-12-31');
  });
});
