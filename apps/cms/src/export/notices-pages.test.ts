import { expect, it } from 'vitest';
import { noticesPages } from './notices-pages.ts';

const notice = (id: string, rightsHolder: string, edition: string | null) => ({
  id,
  rightsHolder,
  edition,
  uses: ['line' as const],
  text: `The words of ${id}.`,
});
const rights = {
  holders: new Map([
    ['ama', { id: 'ama', name: 'A Board' }],
    ['none', { id: 'none', name: 'No Notice' }],
  ]),
  notices: [notice('one', 'ama', 'set-2026'), notice('two', 'ama', 'set'), notice('three', 'ama', null)],
};
const codeSet = { id: 'set', name: 'The Set', shortName: 'Set', rightsHolder: 'ama', licensed: true };

it('gives every rights holder with a notice a page, and names them all on one', () => {
  const pages = noticesPages(rights, [codeSet], new Map([['set-2026', 'The Set 2026']]));
  expect(pages.map(({ path }) => path)).toEqual(['/notices/', '/notices/ama/']);
  expect(pages[0]?.holders).toEqual([{ path: '/notices/ama/', name: 'A Board' }]);
  expect(pages[1]).toMatchObject({ codeSets: [{ path: '/set/' }] });
  expect(pages[1]?.notices.map(({ editionLabel, text }) => [editionLabel, text])).toEqual([
    ['The Set 2026', 'The words of one.'],
    ['The Set', 'The words of two.'],
    [null, 'The words of three.'],
  ]);
});

it('leaves out a notice of a set without pages, and a rights holder who has no other', () => {
  const elsewhere = {
    ...rights,
    notices: [notice('one', 'none', 'other'), notice('two', 'ama', 'other-2026')],
  };
  const pages = noticesPages(elsewhere, [codeSet], new Map());
  expect(pages).toMatchObject([{ path: '/notices/', holders: [] }]);
});
