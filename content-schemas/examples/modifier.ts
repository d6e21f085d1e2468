import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.octoberFile.id;

/** A modifier: two characters, a path of its own below the set, few facts. */
export const modifier: CodePageRecord = {
  kind: 'code',
  path: '/hcpcs/modifiers/JZ/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  code: 'JZ',
  displayCode: 'JZ',
  codeType: 'modifier',
  title: 'Zero drug amount discarded/not administered to any patient',
  billable: null,
  status: { state: 'active', since: '2023-01-01', replacements: [] },
  dates: {
    added: { value: '2023-01-01', source },
    effective: { value: '2023-01-01', source },
    terminated: null,
  },
  change: null,
  history: [parts.earliestHeld(parts.hcpcsOctober)],
  descriptors: {
    tier: 'open',
    long: { value: 'Zero drug amount discarded/not administered to any patient', source },
    medium: null,
    short: { value: 'Zero drug wasted', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: {
    tier: 'metered',
    body: [
      parts.paragraph(
        'JZ states that nothing was thrown away: the whole content of the single-dose container was given. It is the counterpart of JW, which reports the part that was discarded.',
      ),
    ],
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: null,
    reviewed: '2026-11-20',
    reviewer: null,
  },
  sections: parts.sixSections(
    {
      guidelines: {
        summary: 'When the statement is true, and when it is only convenient.',
        text: 'Add JZ only after the record has been read: the dose given equals the content of the containers opened. It stands on the line of the drug itself.',
      },
    },
    { 'medicare-coverage': [parts.coverage([['Medicare coverage', 'C', 'Carrier judgment']])] },
  ),
  indicators: [parts.lastAction],
  related: {
    ancestors: [],
    children: [],
    siblings: [],
    previous: parts.codeLink('/hcpcs/modifiers/JW/', 'Drug amount discarded/not administered to any patient'),
    next: null,
  },
  rightsHolders: [parts.cmsHolder, parts.publisherHolder],
  notices: [parts.cmsNotice, parts.publisherNotice],
  sources: [parts.octoberFile, parts.editorialSource(parts.hcpcsOctober, 'JZ')],
};
