import { countsOf } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import type {
  CheckReport,
  CorrectionsReport,
  FactsReport,
  ImportReport,
  ReleaseReport,
} from '../imports/import-report.ts';
import { fileText } from './import-text.ts';

const place = {
  outcome: 'imported' as const,
  codeSet: 'made',
  edition: { id: 'made-2030', label: '2030', effective: '2029-10-01' },
  fileName: 'made.zip',
  member: 'made.txt',
  sha256: 'x',
};
const rows = { added: 0, revised: 0, removed: 0, returned: 0, unchanged: 0, repaired: 0 };
const none = countsOf({ changes: [], restated: [], notesCompared: false });

const release: ReleaseReport = {
  ...place,
  kind: 'release',
  codes: 1_200,
  billable: 0,
  byType: { procedure: 1_000, modifier: 200 },
  droppedLicensed: 0,
  counts: { ...rows, added: 1_200 },
  changes: null,
  retired: [],
  undoes: [],
};
const facts: FactsReport = {
  ...place,
  kind: 'facts',
  factKind: 'tabular',
  facts: 1_500,
  droppedLicensed: 0,
  counts: { ...rows, revised: 3, unchanged: 1_497 },
};
const corrections: CorrectionsReport = {
  ...place,
  kind: 'corrections',
  counts: { ...rows, revised: 1 },
  applied: [
    { code: 'A1', what: ['coverage set to C'] },
    { code: 'A2', what: [] },
  ],
  notApplied: [{ code: 'A3', line: 7, why: 'The new value is cut in the file.' }],
};
const check: CheckReport = {
  ...place,
  kind: 'check',
  of: 'addenda',
  from: { id: 'made-2029', label: '2029' },
  agrees: true,
  rowsChecked: 1_300,
  differences: [],
  note: null,
};

const linesOf = (report: ImportReport, swept = 0) =>
  fileText({ reports: [report], swept, updates: [] }).split('\n');

describe('a release', () => {
  it('is told with the work that it brought', () => {
    const work = { edition: 'made-2030', from: 'made-2029' };
    const updates = [
      { ...work, opened: 1344, changed: 1 },
      { ...work, opened: 0, changed: 0 },
    ];
    expect(fileText({ reports: [], swept: 0, updates })).toBe(
      '  Work of the update made-2030: 1,344 new items, 1 item changed. At the desk: /admin/updates/made-2030',
    );
  });

  it('is told with its codes, its rows and why nothing is compared', () => {
    expect(linesOf(release)).toEqual([
      'made.zip › made.txt: 2030 (made-2030), 1,200 codes (1,000 procedure, 200 modifier).',
      '  No edition before it is held: nothing to compare it with.',
      '  Rows: 1,200 added.',
    ]);
  });

  it('is told with what it changed, of all codes and of those valid for submission', () => {
    const changes = {
      from: { id: 'made-2029', label: '2029' },
      counts: { ...none, added: 2, notesChanged: 1 },
      billable: none,
    };
    const lines = linesOf({
      ...release,
      outcome: 'planned',
      billable: 900,
      changes,
      droppedLicensed: 12,
      counts: rows,
      retired: ['made-2028'],
    });
    expect(lines[0]).toMatch(/^Planned only, nothing written: .*, 900 of them billable\.$/);
    expect(lines.slice(1)).toEqual([
      '  Against 2029: 2 added, 1 with changed notes.',
      '  Of the codes valid for submission: nothing changed.',
      '  Rows: none.',
      '  12 codes of licensed sets inside the file were left out.',
      '  Sample editions that would give way: made-2028.',
    ]);
  });

  it('names the codes of which it undoes corrections', () => {
    const codes = Array.from({ length: 52 }, (_, index) => `A${index}`);
    const undone = (undoes: string[]) => linesOf({ ...release, undoes }).at(-1);
    expect(undone(['A1', 'A2'])).toContain('are undone for A1, A2, as this file says otherwise');
    expect(undone(codes)).toContain('A48, A49 and 2 more, as');
  });

  it('that is held already is one line', () => {
    expect(linesOf({ ...release, outcome: 'unchanged' })).toEqual([
      'made.zip › made.txt: 2030 (made-2030) holds this release already. Nothing changed.',
    ]);
  });

  it('is followed by what was cleared', () => {
    expect(linesOf(release, 2).at(-1)).toBe('  Cleared 2 import(s) that had been broken off.');
  });
});

it('facts are told with their source in words', () => {
  expect(linesOf({ ...facts, droppedLicensed: 1_000 })).toEqual([
    'made.zip › made.txt: Tabular list, 2030 (made-2030), 1,500 entries.',
    '  Rows: 3 revised, 1,497 unchanged.',
    '  1,000 rows with codes of licensed sets were left out.',
  ]);
  expect(linesOf({ ...facts, outcome: 'unchanged', counts: null })).toEqual([
    'made.zip › made.txt: Tabular list, 2030 (made-2030), is held exactly so already. Nothing changed.',
  ]);
});

it('corrections are told one by one, with those that were not applied and why', () => {
  expect(linesOf(corrections)).toEqual([
    'made.zip › made.txt: corrections of 2030 (made-2030).',
    '  A1: coverage set to C',
    '  A2: holds it already',
    '  A3 (line 7) was not applied: The new value is cut in the file.',
  ]);
  expect(linesOf({ ...corrections, outcome: 'unchanged' })[0]).toContain('is corrected so already');
});

describe("a maintainer's own list of changes", () => {
  it('that agrees is one line', () => {
    expect(linesOf(check)).toEqual([
      'made.zip › made.txt: addenda of 2030 (made-2030), checked against the computed changes from 2029: 1,300 rows, no difference.',
    ]);
  });

  it('that disagrees is told difference by difference, up to 50', () => {
    const differences = Array.from({ length: 52 }, (_, index) => ({
      code: `A${index}`,
      listed: 'add',
      computed: null,
      why: 'made up',
    }));
    const lines = linesOf({ ...check, of: 'change-report', agrees: false, differences });
    expect(lines[0]).toContain('official list of changes of 2030');
    expect(lines[0]).toContain('52 differences');
    expect(lines).toHaveLength(52);
    expect(lines.at(-1)).toBe('  … and 2 more: --json lists them all.');
  });

  it('that could not be compared says why', () => {
    const lines = linesOf({ ...check, agrees: null, from: null, note: 'No edition before is held.' });
    expect(lines).toEqual([
      'made.zip › made.txt: addenda of 2030 (made-2030), not compared. No edition before is held.',
    ]);
  });
});
