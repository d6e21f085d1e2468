import type { PublicCodePage } from '@plaincode/content-schemas';
import { codePageExamples, exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { structuredData } from './structured-data.ts';

const { descriptors, explanation, sections: _s, ...open } = codePageExamples['plain-hcpcs-code'];
const page: PublicCodePage = {
  ...open,
  descriptors: { locked: false, ...descriptors },
  explanation: explanation && { locked: false, ...explanation },
  sections: [],
  envelopes: [],
};
const sealed: PublicCodePage = {
  ...page,
  envelopes: [{ format: 1, tier: 'metered', revision: 'r', keyId: 'k', ciphertext: 'c' }],
};

type Graph = { '@graph': Record<string, unknown>[] };
function thing(of: PublicCodePage, type: string): Record<string, unknown> | undefined {
  const data: Graph = JSON.parse(structuredData(of, exampleSiteSettings) ?? '{}');
  return data['@graph'].find((one) => one['@type'] === type);
}

test('names the code, its set and who reviewed what is said of it', () => {
  expect(thing(page, 'MedicalCode')).toMatchObject({
    codeValue: 'J9000',
    codingSystem: 'HCPCS Level II',
    inCodeSet: { '@type': 'CategoryCodeSet', name: 'HCPCS Level II' },
  });
  expect(thing(page, 'MedicalWebPage')).toMatchObject({
    lastReviewed: explanation?.reviewed,
    reviewedBy: { '@type': 'Person', name: explanation?.reviewer },
  });
});

test('says what stands behind the gate, and that an open page has no gate', () => {
  expect(thing(sealed, 'MedicalWebPage')).toMatchObject({
    isAccessibleForFree: false,
    hasPart: { isAccessibleForFree: false, cssSelector: '.gated' },
  });
  expect(thing(page, 'MedicalWebPage')).toMatchObject({ isAccessibleForFree: true });
});

test('breadcrumbs lead from the set to the page, with addresses in full', () => {
  const crumbs = thing(page, 'BreadcrumbList')?.itemListElement;
  expect(crumbs).toMatchObject([
    { position: 1, item: `${exampleSiteSettings.origin}/hcpcs/` },
    { position: 2, name: 'J9000', item: `${exampleSiteSettings.origin}/hcpcs/J9000/` },
  ]);
});

test('breadcrumbs name the chapter and the sections between the set and its codes', () => {
  const chapters = [{ path: '/hcpcs/chapters/2/', label: 'Chapter 2', title: 'Made-up things' }];
  const inChapter = { ...page, related: { chapters, ...page.related } };
  expect(thing(inChapter, 'BreadcrumbList')?.itemListElement).toMatchObject([
    { position: 1 },
    { position: 2, name: 'Made-up things', item: `${exampleSiteSettings.origin}/hcpcs/chapters/2/` },
    { position: 3, name: 'J9000' },
  ]);
});

test('no text ends the element that holds the data', () => {
  const title = '</script><b>';
  expect(structuredData({ ...page, title }, exampleSiteSettings)).not.toContain('<');
  expect(thing({ ...page, title }, 'MedicalCode')).toMatchObject({ name: title });
});
