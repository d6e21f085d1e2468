import type { PtpEditOf } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import { ncciEdits } from './ncci-edits.ts';
import { linesOfAll, madeFacts, pagesOf } from './testing/made-facts.ts';

const edit = (other: string, column: 1 | 2, more: Partial<PtpEditOf> = {}): PtpEditOf => ({
  other,
  column,
  effective: '2020-01-01',
  deletion: null,
  modifier: '1',
  rationale: null,
  ...more,
});

describe('ncciEdits', () => {
  it('lists pairs by column, those that hold before those that ended', () => {
    const facts = {
      'ncci-ptp-practitioner': madeFacts('ncci-ptp-practitioner', {
        A9991: {
          edits: [
            edit('B1', 1, { deletion: '2021-12-31', modifier: '9' }),
            edit('B4', 1, { deletion: '2030-12-31' }),
            edit('B2', 1, { rationale: 'Invented practice' }),
            edit('B3', 2, { modifier: '0' }),
          ],
        },
      }),
    };
    expect(linesOfAll(ncciEdits('A9991', facts, pagesOf('B2')))).toEqual([
      '== NCCI procedure-to-procedure edits, practitioner services, 2030',
      'This code in column 1; not paid beside it:',
      '- [B2](/made/B2/): a modifier is allowed, since January 1, 2020; Invented practice',
      '- B4: a modifier is allowed, January 1, 2020 to December 31, 2030',
      '- B1: modifier does not apply, January 1, 2020 to December 31, 2021',
      'This code in column 2; it is not paid beside:',
      '- B3: no modifier allowed, since January 1, 2020',
    ]);
  });

  it('counts the pairs that it does not list', () => {
    const edits = Array.from({ length: 1_321 }, (_, index) => edit(`B${index}`, 1));
    const facts = { 'ncci-ptp-outpatient': madeFacts('ncci-ptp-outpatient', { A9991: { edits } }) };
    const lines = linesOfAll(ncciEdits('A9991', facts, pagesOf()));
    expect(lines).toHaveLength(123);
    expect(lines.at(-1)).toBe('- and 1,201 more');
  });

  it('says how many units are paid, and how they are counted', () => {
    const facts = {
      'mue-practitioner': madeFacts('mue-practitioner', {
        A1: { value: 1, adjudication: '1', rationale: null },
      }),
      'mue-outpatient': madeFacts('mue-outpatient', {
        A1: { value: 0, adjudication: '2', rationale: 'Invented policy' },
      }),
      'mue-dme': madeFacts('mue-dme', { A1: { value: 3, adjudication: '3', rationale: null } }),
    };
    expect(linesOfAll(ncciEdits('A1', facts, pagesOf()))).toEqual([
      '== Medically unlikely edits, practitioner services, 2030',
      'At most 1 unit per claim line',
      '== Medically unlikely edits, outpatient hospital services, 2030',
      'At most 0 units per date of service, by policy. Rationale: Invented policy',
      '== Medically unlikely edits, suppliers of equipment, 2030',
      'At most 3 units per date of service, by clinical judgment',
    ]);
  });

  it('is empty for a code without edits', () => {
    const facts = {
      'mue-dme': madeFacts('mue-dme', { A1: { value: 3, adjudication: '3', rationale: null } }),
    };
    expect(ncciEdits('A2', facts, pagesOf())).toEqual([]);
    expect(ncciEdits('A1', {}, pagesOf())).toEqual([]);
  });
});
