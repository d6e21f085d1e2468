import type { CodeLink } from '@plaincode/content-schemas';
import { codePageExamples } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { bookOrder } from './book-order.ts';

const link = (displayCode: string): CodeLink => ({
  path: `/icd-10-cm/${displayCode}/`,
  displayCode,
  title: `Title of ${displayCode}`,
  state: 'active',
});

function order(own: string, siblings: string[], previous: string | null, next: string | null): string[] {
  const { descriptors, ...example } = codePageExamples['plain-hcpcs-code'];
  return bookOrder({
    ...example,
    ...link(own),
    descriptors: { ...descriptors, locked: false },
    related: {
      ...example.related,
      siblings: siblings.map(link),
      previous: previous === null ? null : link(previous),
      next: next === null ? null : link(next),
    },
  }).map(({ displayCode }) => displayCode);
}

test('a code stands between its neighbours, even where the official order is not the alphabet’s', () => {
  expect(order('C4A', ['C43', 'C44'], 'C43', 'C44')).toEqual(['C43', 'C4A', 'C44']);
  expect(order('C4A', ['C43', 'C44'], 'C43.9', 'C44')).toEqual(['C43', 'C4A', 'C44']);
});

test('a code whose neighbours have codes under them stands where its letters say', () => {
  expect(order('E11.4', ['E11.2', 'E11.6', 'E11.9'], 'E11.22', 'E11.42')).toEqual([
    'E11.2',
    'E11.4',
    'E11.6',
    'E11.9',
  ]);
  expect(order('E11.9', ['E11.2', 'E11.6'], 'E11.65', 'E66')).toEqual(['E11.2', 'E11.6', 'E11.9']);
});

test('a code alone has no list of its own', () => {
  expect(order('Z23', [], 'Z12.31', 'Z79.4')).toEqual([]);
});

test('a code is called by its descriptor among the others, whatever heads its page', () => {
  const { descriptors, ...example } = codePageExamples['plain-hcpcs-code'];
  const related = { ...example.related, siblings: [link('J9001')], previous: null, next: null };
  const page = {
    ...example,
    title: 'In plain words',
    descriptors: { ...descriptors, locked: false as const },
  };
  const [own] = bookOrder({ ...page, related });
  expect(own).toMatchObject({ displayCode: page.displayCode, title: descriptors.long.value });
});
