import type {
  Block,
  CodeLink,
  CodeSet,
  CodeSetEdition,
  CopyrightNotice,
  Indicator,
  Inline,
  RightsHolder,
  Section,
  SectionData,
  SectionId,
  Source,
  Standing,
} from '../src/index.ts';
import { sectionIds } from '../src/index.ts';

/** What several examples stand on: code sets, editions, rights holders, notices and sources. */

export const publisherHolder: RightsHolder = { id: 'example-coding-press', name: 'Example Coding Press' };
export const cmsHolder: RightsHolder = { id: 'cms', name: 'Centers for Medicare & Medicaid Services' };
export const nchsHolder: RightsHolder = { id: 'nchs', name: 'National Center for Health Statistics' };
export const sptHolder: RightsHolder = { id: 'sample-terminology-board', name: 'Sample Terminology Board' };

export const publisherNotice: CopyrightNotice = {
  id: 'example-coding-press',
  rightsHolder: 'example-coding-press',
  edition: null,
  uses: ['line', 'print'],
  text: '© Copyright 2026 Example Coding Press. All rights reserved.',
};
export const cmsNotice: CopyrightNotice = {
  id: 'cms-public-domain',
  rightsHolder: 'cms',
  edition: null,
  uses: ['line'],
  text: 'HCPCS Level II codes and descriptors: Centers for Medicare & Medicaid Services. Public domain.',
};
export const nchsNotice: CopyrightNotice = {
  id: 'nchs-public-domain',
  rightsHolder: 'nchs',
  edition: null,
  uses: ['line'],
  text: 'ICD-10-CM codes and descriptors: National Center for Health Statistics. Public domain.',
};
export const sptNotice: CopyrightNotice = {
  id: 'sample-terminology-board-2026',
  rightsHolder: 'sample-terminology-board',
  edition: 'spt-2026-01-01',
  uses: ['line', 'first-display', 'print'],
  text: '© Copyright 2026 Sample Terminology Board. All rights reserved.',
};

export const hcpcs: CodeSet = {
  id: 'hcpcs',
  name: 'HCPCS Level II',
  shortName: 'HCPCS',
  rightsHolder: 'cms',
  licensed: false,
};
export const icd10cm: CodeSet = {
  id: 'icd-10-cm',
  name: 'ICD-10-CM',
  shortName: 'ICD-10-CM',
  rightsHolder: 'nchs',
  licensed: false,
};
export const spt: CodeSet = {
  id: 'spt',
  name: 'Sample Procedural Terminology',
  shortName: 'SPT®',
  rightsHolder: 'sample-terminology-board',
  licensed: true,
};

export const hcpcsJuly: CodeSetEdition = {
  id: 'hcpcs-2025-07-01',
  codeSet: 'hcpcs',
  label: 'July 2025',
  kind: 'quarterly',
  published: null,
  effective: '2025-07-01',
};
export const hcpcsOctober: CodeSetEdition = {
  ...hcpcsJuly,
  id: 'hcpcs-2025-10-01',
  label: 'October 2025',
  effective: '2025-10-01',
};
export const icdEdition: CodeSetEdition = {
  id: 'icd-10-cm-2024-10-01',
  codeSet: 'icd-10-cm',
  label: '2025',
  kind: 'annual',
  published: null,
  effective: '2024-10-01',
};
export const sptEdition: CodeSetEdition = {
  id: 'spt-2026-01-01',
  codeSet: 'spt',
  label: '2026',
  kind: 'annual',
  published: null,
  effective: '2026-01-01',
};

/** A release file as a source; its hash need not be a real file's, so the source's id makes one up. */
export function fileSource(id: string, edition: CodeSetEdition, holder: RightsHolder, file: string): Source {
  const [fileName = file, member = null] = file.split('!');
  const imported = '2026-11-23T22:00:00Z';
  return {
    kind: 'release-file',
    id,
    rightsHolder: holder.id,
    edition: edition.id,
    editionLabel: edition.label,
    fileName,
    member,
    sha256: madeUpHash(id),
    imported,
  };
}

export const tabularFile = fileSource('tabular', icdEdition, nchsHolder, 'icd10cm_tabular_2025.xml');
export const gemFile = fileSource(
  'gem-to-icd-9',
  { ...icdEdition, id: 'icd-10-cm-2017-10-01', label: '2018', effective: '2017-10-01' },
  nchsHolder,
  '2018_I10gem.txt',
);
export const octoberFile = fileSource('october-file', hcpcsOctober, cmsHolder, 'HCPC2025_OCT_ANWEB.xlsx');
export const julyFile = fileSource('july-file', hcpcsJuly, cmsHolder, 'HCPC2025_JUL_ANWEB.txt');
export const icdFile = fileSource(
  'order-file',
  icdEdition,
  nchsHolder,
  '2025-code-descriptions-tabular-order.zip!icd10cm_order_2025.txt',
);
export const sptFile = fileSource('spt-file', sptEdition, sptHolder, 'LONGULT_2026.txt');

/** The approved text of an editor, as a source called `editorial`. */
export function editorialSource(edition: CodeSetEdition, page: string): Source {
  return {
    kind: 'editorial',
    id: 'editorial',
    rightsHolder: publisherHolder.id,
    edition: edition.id,
    editionLabel: edition.label,
    revision: madeUpHash(page),
    approved: '2026-11-20',
  };
}

/** A code in the earliest edition that is held: nothing can be said of what it did. */
export function earliestHeld(edition: CodeSetEdition, billable: boolean | null = null): Standing {
  return { edition, change: null, held: true, billable };
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', content: [{ text }] };
}

export function codeLink(path: string, title: string, state: CodeLink['state'] = 'active'): CodeLink {
  const displayCode = path.split('/').at(-2) ?? path;
  return { path, displayCode, title, state };
}

export const sectionTitles: Record<SectionId, string> = {
  guidelines: 'Guidelines',
  modifiers: 'Modifiers',
  crosswalks: 'Crosswalks',
  'ncci-edits': 'NCCI edits',
  compliance: 'Compliance',
  'medicare-coverage': 'Medicare coverage',
};

type HeldSection = Extract<Section, { held: true }>;
type SectionText = { summary: string; text: string; tier?: HeldSection['tier'] };

/** All six sections in their order; those without a text say that no data is held. */
export function sixSections(
  texts: Partial<Record<SectionId, SectionText>>,
  official: Partial<Record<SectionId, SectionData[]>> = {},
): Section[] {
  return sectionIds.map((id) => {
    const title = sectionTitles[id];
    const held = texts[id];
    const data = official[id] ?? [];
    if (!held) return { held: false, id, title, data };
    const { summary, text, tier = 'registered' } = held;
    return { held: true, id, title, tier, summary, body: [paragraph(text)], source: 'editorial', data };
  });
}

export function indicator(name: string, value: string, meaning: string, historical = false): Indicator {
  return { name, value, meaning, historical, source: 'october-file' };
}

/** What a release file's last action on most codes was. */
export const lastAction: Indicator = indicator('Last action', 'N', 'No change in this edition');

/** Coverage and payment as a release file states them, under Medicare coverage; retired manuals stand apart. */
export function coverage(
  lines: readonly [name: string, value: string, meaning: string][],
  historical = false,
): SectionData {
  const items = lines.map(([name, value, meaning]): Inline[] => [
    { text: name, marks: ['strong'] },
    { text: `: ${meaning} (${value})` },
  ]);
  return {
    title: historical ? 'References to retired manuals' : 'Coverage and payment indicators',
    historical,
    body: [{ type: 'list', ordered: false, items }],
    source: 'october-file',
  };
}

/** 64 hex digits that are the same on every run and differ by name. */
export function madeUpHash(name: string): string {
  let hash = 0x811c9dc5;
  let digits = '';
  for (let round = 0; round < 8; round++) {
    for (const char of `${name}${round}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    digits += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digits;
}

/** An image with what browsers may take instead of it. */
export const drawing: Block = {
  type: 'image',
  src: '/media/device.png',
  alt: 'A drawing of a T-shaped device with a copper wire around its stem',
  width: 1200,
  height: 800,
  caption: 'The device, drawn larger than life',
  sizes: [
    { src: '/media/device-480x320.avif', mediaType: 'image/avif', width: 480 },
    { src: '/media/device-960x640.avif', mediaType: 'image/avif', width: 960 },
    { src: '/media/device-480x320.webp', mediaType: 'image/webp', width: 480 },
    { src: '/media/device-960x640.webp', mediaType: 'image/webp', width: 960 },
  ],
};
