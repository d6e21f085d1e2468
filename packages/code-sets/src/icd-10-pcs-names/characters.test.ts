import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CodeRecord } from '../code-record.ts';
import { readRelease } from '../read-release.ts';
import { characterNames, pcsCharacters } from './characters.ts';
import { sections } from './sections.ts';

const header = (code: string, longDescriptor: string): CodeRecord => ({
  code,
  displayCode: code,
  codeType: 'inpatient-procedure',
  billable: false,
  parent: null,
  shortDescriptor: null,
  mediumDescriptor: null,
  longDescriptor,
  dates: { added: null, effective: null, terminated: null },
  indicators: {},
});

describe('the names of the characters', () => {
  test.each([
    ['001', 'Made-up System, Bypass', 'Medical and Surgical', 'Made-up System', 'Bypass'],
    ['090', 'Ear, Nose, Sinus, Alteration', 'Medical and Surgical', 'Ear, Nose, Sinus', 'Alteration'],
    ['302', 'Administration, Circulatory, Transfusion', 'Administration', 'Circulatory', 'Transfusion'],
    [
      '8C0',
      'Other Procedures, Indwelling Device, Other Procedures',
      'Other Procedures',
      'Indwelling Device',
      'Other Procedures',
    ],
    ['GZ2', 'Mental Health, Crisis Intervention', 'Mental Health', null, 'Crisis Intervention'],
    ['X0Z', 'New Technology, Nervous System', 'New Technology', 'Nervous System', null],
    ['X0Z', 'New Technology', 'New Technology', null, null],
  ])('of table %s (%s)', (table, long, section, bodySystem, operation) => {
    expect(characterNames([header(table, long)]).get(table)).toEqual({ section, bodySystem, operation });
  });

  test('leave out what is not known', () => {
    expect(characterNames([header('Z01', 'Unknown section, x, y'), header('0016070', 'A code')]).size).toBe(
      0,
    );
    expect(pcsCharacters('Z010000', 'x')).toEqual([]);
    expect(pcsCharacters('001', null).map(({ name }) => name)).toEqual(['Medical and Surgical', null, null]);
    for (const code of ['', '0', 'O', '0O1', '0016', '001607', '00160701'])
      expect(pcsCharacters(code, null)).toEqual([]);
  });

  test('stand beside what each character is', () => {
    expect(pcsCharacters('GZ2ZZZZ', 'Mental Health, Crisis Intervention').slice(0, 4)).toEqual([
      { position: 1, value: 'G', axis: 'Section', name: 'Mental Health' },
      { position: 2, value: 'Z', axis: 'Body System', name: null },
      { position: 3, value: '2', axis: 'Type', name: 'Crisis Intervention' },
      { position: 4, value: 'Z', axis: 'Qualifier', name: null },
    ]);
    expect(pcsCharacters('0016070', 'Made-up System, Bypass').map(({ axis }) => axis)).toEqual([
      'Section',
      'Body System',
      'Operation',
      'Body Part',
      'Approach',
      'Device',
      'Qualifier',
    ]);
    expect(sections.size).toBe(17);
  });
});

const folder = process.env.PLAINCODE_CODE_SETS;

describe('the official order file of 2025', () => {
  test.runIf(folder !== undefined)(
    'names characters 1 to 3 of all codes but those without them',
    async () => {
      const result = await readRelease(join(folder ?? '', 'icd-10-pcs/2025-icd-10-pcs-order-file.zip'));
      if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
      const { records } = result.release;
      const headers = new Map(records.map(({ code, longDescriptor }) => [code, longDescriptor]));
      const codes = records.filter(({ billable }) => billable === true);
      expect(codes.length).toBe(78_948);
      const unnamed = [0, 0, 0];
      const tables = new Set<string>();
      for (const { code, parent } of codes) {
        const characters = pcsCharacters(code, headers.get(parent ?? '') ?? null);
        if (characters.length !== 7 || characters.slice(3).some(({ name }) => name !== null))
          throw new Error(code);
        for (const [index, { name }] of characters.slice(0, 3).entries())
          if (name === null) {
            unnamed[index] = (unnamed[index] ?? 0) + 1;
            tables.add(code.slice(0, 3));
          }
      }
      // Mental Health and Substance Abuse Treatment have no body systems; one header names no operation.
      expect(unnamed).toEqual([0, 87, 1]);
      expect([...tables].every((table) => /^[GH]Z|^X0Z$/.test(table))).toBe(true);
    },
  );

  test.runIf(folder !== undefined)(
    'gives each value of an axis one name throughout its section',
    async () => {
      const result = await readRelease(join(folder ?? '', 'icd-10-pcs/2024-icd-10-pcs-order-file.zip'));
      if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
      const operations = new Map<string, Set<string>>();
      const bodySystems = new Map<string, Set<string>>();
      const note = (map: Map<string, Set<string>>, value: string, name: string | null) => {
        if (name !== null) map.set(value, (map.get(value) ?? new Set()).add(name));
      };
      for (const [table, { bodySystem, operation }] of characterNames(result.release.records)) {
        note(bodySystems, table.slice(0, 2), bodySystem);
        note(operations, `${table[0]}${table[2]}`, operation);
      }
      for (const names of [...bodySystems.values(), ...operations.values()])
        expect([...names].length).toBe(1);
      expect(bodySystems.size).toBeGreaterThan(100);
    },
  );
});
