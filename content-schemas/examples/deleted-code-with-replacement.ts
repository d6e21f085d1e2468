import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.julyFile.id;

/** A code that the current edition no longer holds: the page stays, says so and names the replacement. */
export const deletedCodeWithReplacement: CodePageRecord = {
  kind: 'code',
  path: '/hcpcs/S0144/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  code: 'S0144',
  displayCode: 'S0144',
  codeType: 'procedure',
  title: 'Injection, propofol, 10 mg',
  billable: null,
  status: {
    state: 'deleted',
    since: '2025-10-01',
    replacements: [parts.codeLink('/hcpcs/J2704/', 'Injection, propofol, 10 mg')],
  },
  dates: {
    added: { value: '2014-07-01', source },
    effective: { value: '2015-01-01', source },
    terminated: { value: '2014-12-31', source },
  },
  change: 'deleted',
  history: [
    { edition: parts.hcpcsOctober, change: 'deleted', held: false, billable: null },
    parts.earliestHeld(parts.hcpcsJuly),
  ],
  descriptors: {
    tier: 'open',
    long: { value: 'Injection, propofol, 10 mg', source },
    medium: null,
    short: { value: 'Inj, propofol, 10 mg', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: null,
  sections: parts.sixSections({}),
  indicators: [{ ...parts.lastAction, source }],
  related: { ancestors: [], children: [], siblings: [], previous: null, next: null },
  rightsHolders: [parts.cmsHolder],
  notices: [parts.cmsNotice],
  sources: [parts.julyFile],
};
