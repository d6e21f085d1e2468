import type { ListPageRecord, PageRecord } from '@plaincode/content-schemas';
import { codePageExamples, examples } from '@plaincode/content-schemas/examples';
import { expect, it } from 'vitest';
import { testKeys } from '../publish/fixtures/plain-publisher.ts';
import { listedSince } from './listed-since.ts';
import { createPagePreparer } from './render-record.ts';

const prepare = createPagePreparer({ renderPart: () => '', readEnvelope: () => null }, testKeys);

function dayOf(name: string, change: Partial<ListPageRecord> = {}): string | null {
  const record = examples[name];
  if (!record) throw new Error(`There is no example "${name}"`);
  const prepared = prepare({ ...record, ...change } as PageRecord);
  if (!('page' in prepared)) throw new Error(prepared.reasons.join(' '));
  return listedSince(prepared.page);
}

it('dates a code by the review of its own text, and leaves out one without', () => {
  const { explanation } = codePageExamples['plain-hcpcs-code'];
  expect(dayOf('plain-hcpcs-code')).toBe(explanation?.reviewed);
  expect(dayOf('code-without-explanation')).toBeNull();
  expect(codePageExamples['billable-code-with-parents'].explanation?.inheritedFrom).not.toBeNull();
  expect(dayOf('billable-code-with-parents')).toBeNull();
});

it('dates sets and lists by their edition, and leaves out pages of the site itself', () => {
  expect(dayOf('list')).toBe('2025-10-01');
  expect(dayOf('code-set')).toBe('2025-10-01');
  const edition = { ...codePageExamples['plain-hcpcs-code'].edition, published: '2025-09-12' };
  expect(dayOf('list', { edition })).toBe('2025-09-12');
  for (const name of ['home', 'corrections', 'notices', 'fixed', 'gone']) expect(dayOf(name)).toBeNull();
});
