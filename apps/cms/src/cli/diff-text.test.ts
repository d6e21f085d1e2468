import { countedKinds, countsOf } from '@plaincode/code-sets';
import { describe, expect, it } from 'vitest';
import { changeWords, diffText, toldChanges } from './diff-text.ts';

const none = countsOf({ changes: [], restated: [], notesCompared: false });
const names = {
  set: 'made',
  from: { id: 'made-2024', label: '2024' },
  to: { id: 'made-2025', label: '2025' },
  billable: false,
};

describe('diffText', () => {
  it('tells the counts, then a line for each item', () => {
    const text = diffText(names, { ...none, added: 1_200, longRevised: 1 }, [
      { code: 'A001', displayCode: 'A00.1', kind: 'added', long: { before: null, after: 'Blue fever' } },
      {
        code: 'A002',
        displayCode: 'A00.2',
        kind: 'longRevised',
        long: { before: 'Blue fever', after: 'Green fever' },
        words: [
          { kind: 'removed', text: 'Blue' },
          { kind: 'added', text: 'Green' },
          { kind: 'same', text: ' fever' },
        ],
      },
      { code: 'A003', displayCode: 'A00.3', kind: 'deleted', long: { before: 'Red fever', after: null } },
    ]);
    expect(text.split('\n')).toEqual([
      'made: 2024 (made-2024) to 2025 (made-2025)',
      '    1,200 added',
      '        1 long descriptors revised',
      '',
      'A00.1    added                      Blue fever',
      'A00.2    long descriptors revised   [-Blue-]{+Green+} fever',
      'A00.3    deleted                    Red fever',
      '',
    ]);
  });

  it('says that nothing changed, and among which codes', () => {
    const text = diffText({ ...names, billable: true }, none, []);
    expect(text).toContain(', codes valid for submission\n  Nothing changed.\n');
  });
});

it('tells every kind that is counted, in one order', () => {
  const all = { ...none };
  for (const [index, kind] of countedKinds.entries()) all[kind] = index + 1;
  expect(toldChanges(all)).toEqual(countedKinds.map((kind, index) => `${index + 1} ${changeWords[kind]}`));
  expect(toldChanges(none)).toEqual([]);
});
