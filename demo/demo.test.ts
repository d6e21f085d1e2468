import { readdirSync, readFileSync } from 'node:fs';
import {
  accessTier,
  codeSet,
  codeSetEdition,
  copyrightNotice,
  rightsHolder,
  sectionIds,
  siteSettings,
} from '@plaincode/content-schemas';
import { describe, expect, test } from 'vitest';
import { countWords, linkTargets, parseExplanationFile } from './explanation-file.ts';
import settings from './settings.json' with { type: 'json' };

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const list = (path: string) => readdirSync(new URL(path, import.meta.url)).sort();

const oldHcpcs = read('releases/hcpcs/HCPC2025_JUL_ANWEB.txt');
const newHcpcs = read('releases/hcpcs/HCPC2025_OCT_ANWEB.txt');
const orderFiles = ['2024', '2025'].map((year) => read(`releases/icd-10-cm/icd10cm_order_${year}.txt`));
const oldSpt = read('releases/spt/LONGULT_2025.txt');
const newSpt = read('releases/spt/LONGULT_2026.txt');
const nextSpt = read('upcoming/spt/LONGULT_2027.txt');

/** Code to long descriptor, read off the first and the continuation records of the 320-column layout. */
function hcpcsRows(text: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const record of text.split('\r\n').filter((line) => line.length === 320)) {
    const code = record.slice(0, 5).trim();
    rows.set(code, `${rows.get(code) ?? ''} ${record.slice(11, 91).trim()}`.trim());
  }
  return rows;
}

function sptRows(text: string): Map<string, string> {
  const afterPreamble = text.trimEnd().split('\r\n\r\n').at(-1) ?? '';
  return new Map(afterPreamble.split('\r\n').map((row) => row.split('\t') as [string, string]));
}

/** Columns 7 to 13 of an order file hold the code, without its dot. */
function diagnosisPaths(text: string): string[] {
  const codes = text
    .trimEnd()
    .split(/\r?\n/)
    .map((row) => row.slice(6, 13).trim());
  return codes.map(
    (code) => `/icd-10-cm/${code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code}/`,
  );
}

function pathsOfTheStarter(): Set<string> {
  const hcpcs = [...hcpcsRows(oldHcpcs).keys(), ...hcpcsRows(newHcpcs).keys()];
  const paths = hcpcs.map((code) => (code.length === 2 ? `/hcpcs/modifiers/${code}/` : `/hcpcs/${code}/`));
  const spt = [...sptRows(oldSpt).keys(), ...sptRows(newSpt).keys()].map((code) => `/spt/${code}/`);
  return new Set([...paths, ...spt, ...orderFiles.flatMap(diagnosisPaths)]);
}

describe('settings', () => {
  test('what travels to a page satisfies the content contract', () => {
    const productBar = settings.site.productBar.filter((entry) => entry.href !== null);
    const codeSets = settings.codeSystems.map(({ slug, name }) => ({ id: slug, name, path: `/${slug}/` }));
    siteSettings.parse({ ...settings.site, productBar, origin: 'http://localhost:8080', codeSets });
    for (const { slug, name } of settings.rightsHolders) rightsHolder.parse({ id: slug, name });
    for (const { slug, ...notice } of settings.notices) copyrightNotice.parse({ id: slug, ...notice });
    for (const { slug, name, shortName, rightsHolder, licensed } of settings.codeSystems)
      codeSet.parse({ id: slug, name, shortName, rightsHolder, licensed });
    for (const { edition } of settings.releases) codeSetEdition.parse(edition);
  });

  test('names lead somewhere: holders, notices, editions, code systems, files', () => {
    const holders = new Set(settings.rightsHolders.map((holder) => holder.slug));
    const systems = new Set(settings.codeSystems.map((system) => system.slug));
    const editions = new Set(settings.releases.map((release) => release.edition.id));
    for (const owned of [...settings.notices, ...settings.codeSystems])
      expect(holders).toContain(owned.rightsHolder);
    for (const notice of settings.notices)
      expect(notice.edition === null || editions.has(notice.edition) || systems.has(notice.edition)).toBe(
        true,
      );
    for (const { edition } of settings.releases) {
      expect(systems).toContain(edition.codeSet);
      expect(edition.id).toBe(`${edition.codeSet}-${edition.effective}`);
    }
  });

  test('every release has a notice of its rights holder to print', () => {
    for (const { edition } of settings.releases) {
      const holder = settings.codeSystems.find((system) => system.slug === edition.codeSet)?.rightsHolder;
      const fitting = settings.notices.filter(
        (notice) =>
          notice.rightsHolder === holder &&
          notice.uses.includes('line') &&
          (notice.edition ?? edition.id) === edition.id,
      );
      expect(fitting).toHaveLength(1);
    }
  });

  test('only the licensed set has a licence, and its descriptors are sealed', () => {
    for (const system of settings.codeSystems) {
      expect(system.licence !== null).toBe(system.licensed);
      expect(system.descriptorTier === 'open').toBe(!system.licensed);
      expect(Object.keys(system.sectionTiers)).toEqual([...sectionIds]);
      for (const tier of Object.values(system.sectionTiers)) accessTier.parse(tier);
    }
  });
});

describe('release files', () => {
  test.each(settings.releases)('$file is there', ({ file }) => {
    expect(read(file).length).toBeGreaterThan(500);
  });

  test('the HCPCS records are 320 columns with CRLF after a preamble', () => {
    for (const text of [oldHcpcs, newHcpcs]) {
      const [preamble = '', ...records] = text.split(/\r\n(?=(?: {3}|[A-V]\d)[A-Z0-9]{2})/);
      expect(preamble).toContain('starter');
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const record of records.join('\r\n').trimEnd().split('\r\n'))
        expect(record.padEnd(320)).toHaveLength(320);
    }
  });

  test('October adds, rewords and drops', () => {
    const [before, after] = [hcpcsRows(oldHcpcs), hcpcsRows(newHcpcs)];
    expect([...after.keys()].filter((code) => !before.has(code))).toEqual(['E0150', 'J2151']);
    expect([...before.keys()].filter((code) => !after.has(code))).toEqual(['S0144']);
    const reworded = [...after].filter(([code, text]) => before.has(code) && before.get(code) !== text);
    expect(reworded.map(([code]) => code)).toEqual(['E0986', 'J7300']);
    expect(
      newHcpcs
        .split('\r\n')
        .find((record) => record.startsWith('J2150'))
        ?.slice(284, 293),
    ).toBe('20250930D');
  });

  test('the sample set adds, rewords and drops', () => {
    const [before, after] = [sptRows(oldSpt), sptRows(newSpt)];
    expect([...after.keys()].filter((code) => !before.has(code))).toEqual(['9X135']);
    expect([...before.keys()].filter((code) => !after.has(code))).toEqual(['9X160']);
    expect([...after].filter(([code, text]) => before.get(code) !== text)).toHaveLength(4);
  });

  test('the edition to come adds, rewords and drops, and one that drops has an explanation', () => {
    const [before, after] = [sptRows(newSpt), sptRows(nextSpt)];
    expect([...after.keys()].filter((code) => !before.has(code))).toEqual(['9X141', '9X151', '9X165']);
    const dropped = [...before.keys()].filter((code) => !after.has(code));
    expect(dropped).toEqual(['9X140', '9X150']);
    const reworded = [...after].filter(([code, text]) => before.has(code) && before.get(code) !== text);
    expect(reworded.map(([code]) => code)).toEqual(['9X102', '9X110']);
    expect(list('explanations/spt/')).toContain('9X140.md');
  });

  test('the codes of the sample set have a shape that no published set uses', () => {
    for (const code of [...sptRows(oldSpt).keys(), ...sptRows(newSpt).keys(), ...sptRows(nextSpt).keys()])
      expect(code).toMatch(/^9X\d{3}$/);
  });
});

describe.each(['hcpcs', 'spt'])('explanations of %s', (set) => {
  const files = list(`explanations/${set}/`).map((name) => {
    return { name, text: read(`explanations/${set}/${name}`) };
  });
  const paths = pathsOfTheStarter();

  test.each(files)('$name is whole', ({ name, text }) => {
    const file = parseExplanationFile(text);
    expect(`${file.code}.md`).toBe(name);
    expect(paths).toContain(`/${set}/${file.kind === 'modifier' ? 'modifiers/' : ''}${file.code}/`);
    expect(file.title.length).toBeGreaterThan(0);
    expect(file.title.length).toBeLessThanOrEqual(80);
    const words = countWords(file.body);
    expect([words >= 105, words <= 205]).toEqual([true, true]);
    const paragraphs = file.body.split('\n\n').length;
    expect([paragraphs >= 2, paragraphs <= 4]).toEqual([true, true]);
    const order = file.sections.map((section) => sectionIds.indexOf(section.id ?? 'guidelines'));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const section of file.sections) {
      expect(section.id).toBeDefined();
      expect(section.summary).toMatch(/^[A-Z].*[.?]$/);
      const length = countWords(section.text);
      expect([section.id, length >= 38, length <= 115]).toEqual([section.id, true, true]);
    }
    for (const target of linkTargets(text)) expect(paths).toContain(target);
  });

  test.each(files)('$name opens with a sentence short enough to be the open lead', ({ text }) => {
    const [first = ''] = parseExplanationFile(text).body.split(/(?<=[.?])\s/);
    expect(countWords(first)).toBeLessThanOrEqual(36);
  });

  test.each(files)('$name holds no number of a procedure or dental code set', ({ text }) => {
    expect(text).not.toMatch(/\b(?:\d{5}|\d{4}[FTUAM]|D\d{4})\b/);
  });

  test('enough of them hold all six sections', () => {
    const full = files.filter(({ text }) => parseExplanationFile(text).sections.length === sectionIds.length);
    expect(full.length).toBeGreaterThanOrEqual(set === 'spt' ? 6 : 10);
  });
});

test.each(list('explanations/icd-10-cm/'))('icd-10-cm/%s leads to pages of the starter', (name) => {
  const text = read(`explanations/icd-10-cm/${name}`);
  const file = parseExplanationFile(text);
  expect(`${file.code}.md`).toBe(name);
  expect(file.title.length).toBeLessThanOrEqual(80);
  for (const section of file.sections) expect(section.id).toBeDefined();
  const paths = pathsOfTheStarter();
  for (const path of [`/icd-10-cm/${file.code}/`, ...linkTargets(text)]) expect(paths).toContain(path);
});
