import type {
  CodeSetPageRecord,
  CorrectionsPageRecord,
  FixedPageRecord,
  HomePageRecord,
  ListPageRecord,
  NoticesPageRecord,
} from '../src/index.ts';
import * as parts from './parts.ts';

/** A list at the end of the drill-down: codes, no narrower lists. */
export const listPage: ListPageRecord = {
  kind: 'list',
  path: '/hcpcs/browse/J9/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  title: 'HCPCS codes J9000 to J9020',
  prefix: 'J9',
  description: 'HCPCS Level II codes that start with J9, edition October 2025.',
  ancestors: [
    { path: '/hcpcs/', label: 'HCPCS Level II' },
    { path: '/hcpcs/browse/J/', label: 'J' },
  ],
  groups: [],
  entries: [
    parts.codeLink('/hcpcs/J9000/', 'Injection, doxorubicin hydrochloride, 10 mg'),
    parts.codeLink('/hcpcs/J9010/', 'Injection, alemtuzumab, 10 mg', 'terminated'),
    parts.codeLink('/hcpcs/J9017/', 'Injection, arsenic trioxide, 1 mg'),
  ],
  notices: [parts.cmsNotice],
};

export const codeSetPage: CodeSetPageRecord = {
  kind: 'code-set',
  path: '/hcpcs/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  description: 'Drugs, supplies, equipment and services that other procedure codes do not describe.',
  counts: {
    codes: 8846,
    billable: null,
    explained: 24,
    inactive: 1225,
    leaving: [{ from: '2025-10-01', codes: 3 }],
  },
  groups: [
    { path: '/hcpcs/browse/J/', label: 'J', title: 'Drugs', codes: 1188 },
    { path: '/hcpcs/browse/L/', label: 'L', title: null, codes: 938 },
  ],
  chapters: [],
  changes: [{ path: '/hcpcs/changes/2025-10-01/', label: 'October 2025', title: null, codes: 74 }],
  explained: [parts.codeLink('/hcpcs/J9000/', 'Injection, doxorubicin hydrochloride, 10 mg')],
  sources: [parts.octoberFile],
  notices: [parts.cmsNotice],
};

export const homePage: HomePageRecord = {
  kind: 'home',
  path: '/',
  codeSets: [
    { path: '/hcpcs/', codeSet: parts.hcpcs, edition: parts.hcpcsOctober, codes: 8846, explained: 24 },
    { path: '/icd-10-cm/', codeSet: parts.icd10cm, edition: parts.icdEdition, codes: 97584, explained: 1 },
    { path: '/spt/', codeSet: parts.spt, edition: parts.sptEdition, codes: 10, explained: 6 },
  ],
  featured: [
    {
      ...parts.codeLink('/hcpcs/J9000/', 'Injection, doxorubicin hydrochloride, 10 mg'),
      codeSetName: 'HCPCS Level II',
    },
  ],
};

export const correctionsPage: CorrectionsPageRecord = {
  kind: 'corrections',
  path: '/corrections/',
  corrections: [
    {
      date: '2026-02-03',
      words: 'The explanation named 20 mg as the dose of one unit. It is 10 mg.',
      code: parts.codeLink('/hcpcs/J9000/', 'Injection, doxorubicin hydrochloride, 10 mg'),
      codeSetName: 'HCPCS Level II',
    },
  ],
};

export const noticesPage: NoticesPageRecord = {
  kind: 'notices',
  path: '/notices/cms/',
  holder: parts.cmsHolder,
  holders: [],
  codeSets: [{ path: '/hcpcs/', codeSet: parts.hcpcs }],
  notices: [{ ...parts.cmsNotice, editionLabel: null }],
};

export const fixedPage: FixedPageRecord = { kind: 'fixed', path: '/404/', page: 'not-found' };

export const gonePage: FixedPageRecord = { kind: 'fixed', path: '/410/', page: 'gone' };
