import { codePageExamples } from '@plaincode/content-schemas/examples';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';
import { renderPart, renderSectionData } from './parts.ts';

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

  test('a revised descriptor shows each wording, and what each edition changed word by word', () => {
    const html = renderPart('descriptor', revised);
    expect(html).toContain('Intrauterine copper contraceptive<ins');
    const [, before] = revised.descriptors.wordings;
    expect(html).toContain(`>${escapeHtml(before?.long.value ?? 'missing')}</p>`);
    expect(html).toContain(escapeHtml(before?.edition.label ?? 'missing'));
  });

  test('a descriptor of one wording has no history to show', () => {
    expect(renderPart('descriptor', licensed)).not.toContain('class="wordings"');
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

describe('the data of official sources in a section', () => {
  const example = codePageExamples['billable-code-with-parents'];
  const dataOf = (id: string) => example.sections.find((section) => section.id === id)?.data ?? [];

  test('stands under its own heading, with the file that says so', () => {
    const html = renderSectionData(dataOf('guidelines'), example.sources);
    const [data] = dataOf('guidelines');
    const source = example.sources.find(({ id }) => id === data?.source);
    expect(html).toContain(`<h3>${escapeHtml(data?.title ?? 'missing')}</h3>`);
    expect(html).toContain('<a href="/icd-10-cm/Z79.4/">Z79.4</a>');
    const file = source?.kind === 'release-file' ? (source.member ?? source.fileName) : 'missing';
    expect(html).toContain(
      `<p class="data-source">From <span class="file">${escapeHtml(file)}</span>, edition ${source?.editionLabel}</p>`,
    );
    expect(html).not.toContain('historical');
  });

  test('says that what it tells of is no longer in use', () => {
    const html = renderSectionData(dataOf('crosswalks'), example.sources);
    expect(html).toContain(' <span class="state">historical</span></h3>');
  });

  test('is escaped wherever it comes from', () => {
    const bad = '<img src=x onerror=alert(1)>"&';
    const [source] = example.sources.filter(({ kind }) => kind === 'release-file');
    if (source?.kind !== 'release-file') throw new Error('the example cites a release file');
    const html = renderSectionData(
      [
        {
          title: bad,
          historical: false,
          body: [
            { type: 'heading', level: 4, content: [{ text: bad }] },
            { type: 'list', ordered: false, items: [[{ text: bad, marks: ['code'] }]] },
          ],
          source: source.id,
        },
      ],
      [{ ...source, fileName: bad, member: null, editionLabel: bad }],
    );
    expect(html).not.toContain('<img');
    expect(html.split(escapeHtml(bad))).toHaveLength(6);
  });

  test('keeps the order in which it is given, and is nothing where there is none', () => {
    const both = [...dataOf('crosswalks'), ...dataOf('guidelines')];
    const titles = [...renderSectionData(both, example.sources).matchAll(/<h3>([^<]+)/g)].map(([, title]) =>
      title?.trim(),
    );
    expect(titles).toEqual(both.map(({ title }) => escapeHtml(title)));
    expect(renderSectionData([], example.sources)).toBe('');
  });
});
