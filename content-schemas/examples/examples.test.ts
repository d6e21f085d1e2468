import { describe, expect, test } from 'vitest';
import {
  accessPlan,
  checkRights,
  grantAnswer,
  grantRequest,
  pageRecord,
  releaseManifest,
  releaseShard,
  siteSettings,
} from '../src/index.ts';
import * as door from './index.ts';

const { examples, codePageExamples } = door;

describe('page records', () => {
  test.each(Object.entries(examples))('%s parses to itself', (_name, record) => {
    expect(pageRecord.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test.each(Object.entries(codePageExamples))('%s names the rights in every fact', (_name, record) => {
    expect(checkRights(record)).toEqual([]);
  });

  test.each(Object.entries(examples))('%s with an unknown field is refused', (_name, record) => {
    expect(pageRecord.safeParse({ ...record, extra: true }).success).toBe(false);
  });

  test('a path with dot segments, a day that is none and a blank title are refused', () => {
    const record = codePageExamples['plain-hcpcs-code'];
    for (const change of [
      { path: '/hcpcs/../J9000/' },
      { title: ' ' },
      { status: { ...record.status, since: '2025-02-30' } },
      { sources: [] },
    ])
      expect(pageRecord.safeParse({ ...record, ...change }).success).toBe(false);
  });

  test('all six sections stand in their order on every code page', () => {
    const ids = ['guidelines', 'modifiers', 'crosswalks', 'ncci-edits', 'compliance', 'medicare-coverage'];
    for (const record of Object.values(codePageExamples))
      expect(record.sections.map((section) => section.id)).toEqual(ids);
  });

  test('the licensed code shows a plain title and seals everything else', () => {
    const record = codePageExamples['licensed-code-all-sections-locked'];
    expect(record.title.length).toBeLessThanOrEqual(80);
    expect(record.title).not.toBe(record.descriptors.long.value);
    expect(record.descriptors.tier).toBe('registered');
    expect(record.sections.every((section) => section.held && section.tier !== 'open')).toBe(true);
  });
});

describe('checkRights', () => {
  const record = codePageExamples['revised-code'];

  test('says which notice is missing', () => {
    const notices = record.notices.filter((notice) => notice.rightsHolder !== 'cms');
    expect(checkRights({ ...record, notices })).toEqual(['no notice of "cms" to print with its text']);
  });

  test('says which source is missing, for a fact deep in the record too', () => {
    const sources = record.sources.filter((source) => source.id !== 'july-file');
    expect(checkRights({ ...record, sources })).toEqual([
      'a fact cites the source "july-file", which the page does not list',
    ]);
  });

  test('says which rights holder is missing', () => {
    expect(checkRights({ ...record, rightsHolders: [] })).toHaveLength(3);
  });
});

test('site settings, access plan, grants and manifest parse to themselves', () => {
  expect(siteSettings.parse(door.exampleSiteSettings)).toEqual(door.exampleSiteSettings);
  expect(accessPlan.parse(door.exampleAccessPlan)).toEqual(door.exampleAccessPlan);
  expect(grantRequest.parse(door.exampleGrantRequest)).toEqual(door.exampleGrantRequest);
  for (const answer of Object.values(door.exampleGrantAnswers))
    expect(grantAnswer.parse(answer)).toEqual(answer);
  expect(releaseManifest.parse(door.exampleReleaseManifest)).toEqual(door.exampleReleaseManifest);
  expect(releaseShard.parse(door.exampleReleaseShard)).toEqual(door.exampleReleaseShard);
});
