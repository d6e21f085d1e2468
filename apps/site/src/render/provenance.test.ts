import { codePageExamples } from '@plaincode/content-schemas/examples';
import { expect, test } from 'vitest';
import { formatDay } from './format-date.ts';
import { renderSources } from './provenance.ts';

test('a source names its file, its edition and the day of import', () => {
  const { sources, rightsHolders, edition } = codePageExamples['plain-hcpcs-code'];
  const html = renderSources(sources, rightsHolders);
  const [file] = sources;
  if (file?.kind !== 'release-file') throw new Error('the example begins with its release file');
  expect(html).toContain(file.fileName);
  expect(html).toContain(edition.label);
  expect(html).toContain(
    `imported on <time datetime="${file.imported.slice(0, 10)}">${formatDay(file.imported)}</time>`,
  );
});

test('every source tells its edition by its label, never by a bare id', () => {
  const { sources, rightsHolders } = codePageExamples['licensed-code-all-sections-locked'];
  const html = renderSources(sources, rightsHolders);
  for (const { edition, editionLabel } of sources) {
    expect(html).toContain(editionLabel);
    expect(html).not.toContain(edition);
  }
});

test('days are told as written, whatever the time zone', () => {
  expect(formatDay('2025-10-01')).toBe('October 1, 2025');
  expect(formatDay('2026-12-31T23:59:59Z')).toBe('December 31, 2026');
});
