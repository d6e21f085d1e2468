import type { PublicCodePage, PublicPage } from '@plaincode/content-schemas';
import { codePageExamples, exampleSiteSettings, examples } from '@plaincode/content-schemas/examples';
import { describe, expect, test } from 'vitest';
import { cutAtWord, pageHead } from './page-head.ts';

const {
  descriptors: _d,
  explanation,
  sections: _s,
  ...open
} = codePageExamples['licensed-code-all-sections-locked'];

const page: PublicCodePage = {
  ...open,
  descriptors: { locked: true, tier: 'registered', terms: null },
  explanation: {
    locked: true,
    tier: 'metered',
    lead: [{ type: 'paragraph', content: [{ text: 'The open beginning.' }] }],
    words: 80,
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: null,
    reviewed: '2026-11-20',
    reviewer: null,
  },
  sections: [],
  envelopes: [],
};

describe("a page's head", () => {
  test('the canonical address comes from the record', () => {
    expect(pageHead(page, exampleSiteSettings).canonical).toBe(`${exampleSiteSettings.origin}${page.path}`);
  });

  test('the description of a locked page is its open beginning', () => {
    expect(explanation).not.toBeNull();
    expect(pageHead(page, exampleSiteSettings).description).toBe('The open beginning.');
  });

  test('a page without an explanation stays out of search engines', () => {
    expect(pageHead(page, exampleSiteSettings).indexed).toBe(true);
    expect(pageHead({ ...page, explanation: null }, exampleSiteSettings).indexed).toBe(false);
  });

  test('long texts are cut after a whole word', () => {
    expect(cutAtWord('Injection, doxorubicin hydrochloride', 12)).toBe('Injection…');
    expect(cutAtWord('short', 12)).toBe('short');
  });
});

test('the name of a long section is cut after a word, in its title and in what is said of it', () => {
  const name = 'Z77-Z99: Persons with potential health hazards related to family and personal history';
  const title = `${name} and certain conditions influencing health status`;
  const head = pageHead(
    { ...examples.list, title, description: `${title}. ${title}.` } as PublicPage,
    exampleSiteSettings,
  );
  expect(head.title).toBe(`${name} and… – ${exampleSiteSettings.name}`);
  expect(head.description.length).toBeLessThanOrEqual(156);
});
