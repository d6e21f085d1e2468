import { codePageExamples } from '@plaincode/content-schemas/examples';
import { describe, expect, test } from 'vitest';
import { cautionOf, changeWords, codeNoun, statusWords } from './code-words.ts';

const plain = codePageExamples['plain-hcpcs-code'];
const deleted = codePageExamples['deleted-code-with-replacement'];
const header = codePageExamples['icd-10-cm-header'];

describe('a code in words', () => {
  test('a code in force needs no caution', () => {
    expect(cautionOf(plain)).toBeNull();
    expect(statusWords(plain)).toEqual(['Active']);
  });

  test('a billable code says that it is valid, a header that it is not and what to choose', () => {
    expect(statusWords(codePageExamples['billable-code-with-parents'])).toEqual([
      'Active',
      'Valid for submission',
    ]);
    expect(statusWords(header)).toEqual(['Active', 'Not valid for submission']);
    expect(cautionOf(header)).toMatchObject({ tone: 'caution', list: 'children' });
  });

  test('a deleted code names its replacement', () => {
    expect(cautionOf(deleted)).toMatchObject({
      tone: 'ended',
      text: 'Use instead from then on:',
      list: 'replacements',
    });
  });

  test('a deletion is told in words that hold before its day and after it', () => {
    const status = { state: 'deleted' as const, since: '2027-01-01', replacements: [] };
    expect(statusWords({ ...plain, status })).toEqual(['Deleted as of January 1, 2027']);
    expect(cautionOf({ ...plain, status })?.title).toBe('Deleted as of January 1, 2027');
    const undated = { ...plain, status: { ...deleted.status, since: null } };
    expect(cautionOf(undated)).toMatchObject({ title: 'Deleted', text: 'Use instead:' });
  });

  test('a terminated code without a replacement says so', () => {
    const status = { state: 'terminated', since: '2024-12-31', replacements: [] } as const;
    expect(cautionOf({ ...plain, status: { ...status, replacements: [] } })).toMatchObject({
      title: 'Terminated: last valid on December 31, 2024',
      list: null,
    });
  });

  test('a code ahead of its day says from when', () => {
    const status = { state: 'upcoming' as const, since: '2027-01-01', replacements: [] };
    expect(statusWords({ ...plain, status })).toEqual(['Takes effect on January 1, 2027']);
    expect(cautionOf({ ...plain, status })?.tone).toBe('caution');
  });

  test('a change is told once', () => {
    expect(changeWords(codePageExamples['revised-code'])).toMatch(/^Revised in /);
    expect(changeWords(deleted)).toBeNull();
  });

  test('modifiers are called modifiers', () => {
    expect(codeNoun(codePageExamples.modifier.codeType)).toBe('Modifier');
    expect(codeNoun(plain.codeType)).toBe('Code');
  });
});
