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
    expect(statusWords({ ...plain, status })).toEqual(['Deleted from January 1, 2027']);
    expect(cautionOf({ ...plain, status })?.title).toBe('Deleted from January 1, 2027');
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

  test('a code that leaves is in force until its day', () => {
    const status = { state: 'leaving' as const, since: '2027-01-01', replacements: [] };
    const leaving = { ...plain, status, change: 'deleted' as const };
    expect([...statusWords(leaving), changeWords(leaving)]).toEqual(['Deleted from January 1, 2027', null]);
    expect(cautionOf(leaving)).toEqual({
      tone: 'caution',
      title: 'Deleted from January 1, 2027',
      text: 'It is valid for earlier dates of service. No replacement is confirmed.',
      list: null,
    });
    const replaced = { ...status, replacements: deleted.status.replacements };
    expect(cautionOf({ ...leaving, status: replaced })).toMatchObject({
      text: 'It is valid for earlier dates of service. Use instead from then on:',
      list: 'replacements',
    });
    expect(cautionOf({ ...leaving, billable: { value: false, source: 'file' } })?.text).toBe(
      'No replacement is confirmed.',
    );
  });

  test('a code whose last day is known says it', () => {
    const terminated = { value: '2026-12-31', source: 'file' };
    expect(statusWords({ ...plain, dates: { ...plain.dates, terminated } })).toEqual([
      'Last valid on December 31, 2026',
    ]);
  });

  test('what an edition ahead of its day changes is told with that day', () => {
    const edition = { ...plain.edition, label: '2027', effective: '2027-01-01' };
    const revised = { ...plain, edition, change: 'revised' as const };
    expect(changeWords({ ...revised, ahead: '2027-01-01' })).toBe('Revised from January 1, 2027');
    expect(changeWords({ ...revised, ahead: '2027-07-01' })).toBe('Revised in 2027');
    const turned = (change: 'became-header' | 'became-billable') => {
      const billable = { value: change === 'became-billable', source: 'file' };
      return { ...revised, change, billable, ahead: '2027-01-01' };
    };
    const toHeader = turned('became-header');
    expect([...statusWords(toHeader), changeWords(toHeader)]).toEqual([
      'Active',
      'Not valid for submission from January 1, 2027',
      null,
    ]);
    expect(cautionOf(toHeader)).toMatchObject({
      title: 'Not valid for submission from January 1, 2027',
      list: 'children',
    });
    const toBillable = turned('became-billable');
    expect(statusWords(toBillable)).toEqual(['Active', 'Valid for submission from January 1, 2027']);
    expect(cautionOf(toBillable)?.text).toBe('For earlier dates of service it is a header.');
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
