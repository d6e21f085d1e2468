import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.octoberFile.id;

/** A code whose long descriptor this edition reworded: the former wording stands beside the new one. */
export const revisedCode: CodePageRecord = {
  kind: 'code',
  path: '/hcpcs/J7300/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  code: 'J7300',
  displayCode: 'J7300',
  codeType: 'procedure',
  title: 'Intrauterine copper contraceptive (paragard)',
  billable: null,
  status: { state: 'active', since: '1986-01-01', replacements: [] },
  dates: {
    added: { value: '1986-01-01', source },
    effective: { value: '2025-10-01', source },
    terminated: null,
  },
  change: 'revised',
  history: [
    { edition: parts.hcpcsOctober, change: 'revised', held: true, billable: null },
    parts.earliestHeld(parts.hcpcsJuly),
  ],
  descriptors: {
    tier: 'open',
    long: { value: 'Intrauterine copper contraceptive (paragard)', source },
    medium: null,
    short: { value: 'Intra copp contra (paragard)', source },
    consumer: null,
    clinician: [],
    wordings: [
      {
        edition: parts.hcpcsOctober,
        long: { value: 'Intrauterine copper contraceptive (paragard)', source },
        changed: [
          { kind: 'same', text: 'Intrauterine copper contraceptive' },
          { kind: 'added', text: ' (paragard)' },
        ],
      },
      {
        edition: parts.hcpcsJuly,
        long: { value: 'Intrauterine copper contraceptive', source: 'july-file' },
        changed: null,
      },
    ],
  },
  explanation: {
    tier: 'metered',
    body: [
      parts.paragraph(
        'The code stands for the copper device itself, one unit for each device. Since October 2025 its descriptor names the product, so another copper device needs another code.',
      ),
      parts.drawing,
    ],
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: null,
    reviewed: '2026-11-20',
    reviewer: null,
  },
  sections: parts.sixSections(
    {
      'medicare-coverage': {
        summary: 'What the coverage indicator of this code says.',
        text: 'The release file marks the code as not covered by Medicare statute. Other payers set their own rules.',
        tier: 'open',
      },
    },
    {
      'medicare-coverage': [parts.coverage([['Medicare coverage', 'S', 'Non-covered by Medicare statute']])],
    },
  ),
  indicators: [parts.lastAction],
  related: {
    ancestors: [],
    children: [],
    siblings: [],
    previous: null,
    next: null,
  },
  rightsHolders: [parts.cmsHolder, parts.publisherHolder],
  notices: [parts.cmsNotice, parts.publisherNotice],
  sources: [parts.octoberFile, parts.julyFile, parts.editorialSource(parts.hcpcsOctober, 'J7300')],
};
