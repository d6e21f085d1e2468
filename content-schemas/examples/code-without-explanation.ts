import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.octoberFile.id;

/** Official data only: the page says that no explanation is published yet and is not indexed. */
export const codeWithoutExplanation: CodePageRecord = {
  kind: 'code',
  path: '/hcpcs/A0424/',
  codeSet: parts.hcpcs,
  edition: parts.hcpcsOctober,
  code: 'A0424',
  displayCode: 'A0424',
  codeType: 'procedure',
  title:
    'Extra ambulance attendant, ground (als or bls) or air (fixed or rotary winged); (requires medical review)',
  billable: null,
  status: { state: 'active', since: '1995-01-01', replacements: [] },
  dates: {
    added: { value: '1995-01-01', source },
    effective: { value: '2014-01-01', source },
    terminated: null,
  },
  change: null,
  history: [parts.earliestHeld(parts.hcpcsOctober)],
  descriptors: {
    tier: 'open',
    long: {
      value:
        'Extra ambulance attendant, ground (als or bls) or air (fixed or rotary winged); (requires medical review)',
      source,
    },
    medium: null,
    short: { value: 'Extra ambulance attendant', source },
    consumer: null,
    clinician: [],
    wordings: [],
  },
  explanation: null,
  sections: parts.sixSections(
    {},
    { 'medicare-coverage': [parts.coverage([['Medicare coverage', 'I', 'Not payable by Medicare']])] },
  ),
  indicators: [parts.lastAction],
  related: {
    ancestors: [],
    children: [],
    siblings: [],
    previous: null,
    next: parts.codeLink('/hcpcs/A0425/', 'Ground mileage, per statute mile'),
  },
  rightsHolders: [parts.cmsHolder],
  notices: [parts.cmsNotice],
  sources: [parts.octoberFile],
};
