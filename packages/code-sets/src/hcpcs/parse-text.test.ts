import { describe, expect, test } from 'vitest';
import { type HcpcsRow, hcpcsLine } from '../../fixtures/made-files.ts';
import { Problems } from '../problems.ts';
import { parseText } from './parse-text.ts';

const supply: HcpcsRow = { code: 'A1234', id: '3', long: 'A made-up supply', short: 'Made-up supply' };
const second: HcpcsRow = { code: 'A1234', sequence: '00200', id: '4', long: 'that goes on' };
const other: HcpcsRow = { code: 'B1234', id: '3', long: 'Another supply', short: 'Supply' };

async function parse(lines: string[], keepLicensed = false) {
  const problems = new Problems('made.txt');
  async function* batches() {
    yield lines.map((text, index) => ({ text, number: index + 1 }));
  }
  const { records, dropped } = await parseText(batches(), problems, keepLicensed);
  return { records, dropped, places: problems.list().map(({ code, line, column }) => [code, line, column]) };
}

describe('a contractor record', () => {
  test('may be cut at its trailing blanks, or padded', async () => {
    const lines = [hcpcsLine(supply).trimEnd(), hcpcsLine(second).trimEnd(), `${hcpcsLine(other)}   `];
    const { records, places } = await parse(lines);
    expect(places).toEqual([]);
    expect(records.map(({ longDescriptor }) => longDescriptor)).toEqual([
      'A made-up supply that goes on',
      'Another supply',
    ]);
  });

  test.each<[string, Record<number, string>, number]>([
    ['pricing that is no number', { 119: '5x' }, 120],
    ['a fourth pricing of one digit', { 119: '51', 125: '0' }, 126],
    ['a coverage that is no letter', { 229: '!' }, 230],
    ['a BETOS of one letter', { 256: 'M' }, 257],
    ['a third type of service in small letters', { 260: '1Pp' }, 263],
    ['an action that the layout does not know', { 292: 'X' }, 293],
    ['a day that is none', { 276: '20250229' }, 277],
    ['something in column 260', { 259: '`' }, 260],
    ['something after the action code', { 300: '0' }, 301],
    ['something in the padding of the long descriptor', { 88: '!' }, 89],
    ['something in the padding of the short descriptor', { 118: '(' }, 119],
  ])('with %s is refused', async (_, details, column) => {
    const { places } = await parse([hcpcsLine({ ...supply, details }), hcpcsLine(other)]);
    expect(places).toEqual([['bad-field', 1, column]]);
  });

  test('keeps values that are newer than the layout, of the right shape', async () => {
    const { places, records } = await parse([hcpcsLine({ ...supply, details: { 119: '40', 256: 'O1L' } })]);
    expect(places).toEqual([]);
    expect(records[0]?.indicators).toEqual({ pricing: ['40'], betos: 'O1L', actionCode: 'N' });
  });

  test('is continued in steps of 100, with a text and nothing else', async () => {
    const skipped = hcpcsLine({ ...second, sequence: '00300' });
    expect((await parse([hcpcsLine(supply), skipped])).places).toEqual([['bad-sequence', 2, 6]]);
    const detailed = hcpcsLine({ ...second, details: { 119: '51' } });
    expect((await parse([hcpcsLine(supply), detailed])).places).toEqual([['bad-field', 2, 120]]);
  });

  test('that is damaged is not taken for prose above the first one', async () => {
    const damaged = hcpcsLine(supply).replace('001003', '00100s');
    const { places } = await parse(['***Disclaimers', 'x\t'.repeat(200), damaged, hcpcsLine(other)]);
    expect(places).toEqual([['stray-line', 3, 1]]);
  });

  test('of CDT or CPT is dropped with its continuations, modifiers too, unless a licence is given', async () => {
    const lines = [
      { ...supply, code: 'D1234' },
      { ...second, code: 'D1234' },
      { ...other, code: '12345' },
      { ...other, code: '1234T' },
      { ...other, code: '25', id: '7' as const },
    ].map(hcpcsLine);
    const { records, dropped } = await parse([...lines, hcpcsLine(other)]);
    expect(records.map(({ code }) => code)).toEqual(['B1234']);
    expect(dropped).toBe(4);
    const kept = await parse(lines, true);
    expect(kept.records.map(({ code }) => code)).toEqual(['D1234', '12345', '1234T', '25']);
    expect(kept.dropped).toBe(0);
  });
});
