import { codePageExamples } from '@plaincode/content-schemas/examples';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';
import { renderPart } from './parts.ts';

const licensed = codePageExamples['licensed-code-all-sections-locked'];
const unexplained = codePageExamples['code-without-explanation'];
const revised = codePageExamples['revised-code'];

describe('the HTML of an opened part', () => {
  test('the descriptor brings its long text and the shorter forms', () => {
    const html = renderPart('descriptor', licensed);
    expect(html).toContain(`<p class="descriptor">${escapeHtml(licensed.descriptors.long.value)}</p>`);
    expect(html).toContain(escapeHtml(licensed.descriptors.medium?.value ?? 'missing'));
    expect(html).toContain(escapeHtml(licensed.descriptors.short?.value ?? 'missing'));
  });

  test('a revised descriptor shows what it said before and until which edition', () => {
    const html = renderPart('descriptor', revised);
    const before = revised.descriptors.previous;
    expect(html).toContain(`<del>${escapeHtml(before?.long.value ?? 'missing')}</del>`);
    expect(html).toContain(escapeHtml(before?.edition.label ?? 'missing'));
  });

  test('the explanation is whole', () => {
    expect(renderPart('explanation', licensed).match(/<p>/g)).toHaveLength(
      licensed.explanation?.body.length ?? 0,
    );
  });

  test('a section of the publisher does not repeat the notice that stands under the explanation', () => {
    expect(renderPart('guidelines', licensed)).not.toContain('class="notice"');
  });

  test('a section with another rights holder brings that notice', () => {
    const [source] = licensed.sources;
    const sections = licensed.sections.map((section) =>
      section.held && section.id === 'guidelines' ? { ...section, source: source?.id ?? '' } : section,
    );
    const notice = licensed.notices.find((candidate) => candidate.rightsHolder === source?.rightsHolder);
    expect(renderPart('guidelines', { ...licensed, sections })).toContain(
      `<p class="notice">${escapeHtml(notice?.text ?? 'missing')}</p>`,
    );
  });

  test('a part that the record does not hold is an error, not an empty envelope', () => {
    expect(() => renderPart('explanation', unexplained)).toThrow('no explanation');
    const sections = licensed.sections.filter((section) => section.id !== 'compliance');
    expect(() => renderPart('compliance', { ...licensed, sections })).toThrow('compliance');
  });
});
