import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';
import { revisedCode } from './revised-code.ts';

const day = parts.hcpcsOctober.effective;
const { kind, codeSet, edition, codeType, title, billable, status, dates, change, ...rest } = revisedCode;

/** The same in an edition that is shown ahead of its day, beside a code that this edition leaves out. */
export const rewordedAhead: CodePageRecord = {
  kind,
  path: '/hcpcs/J7301/',
  codeSet,
  edition,
  code: 'J7301',
  displayCode: 'J7301',
  codeType,
  title,
  billable,
  status,
  dates,
  change,
  ahead: day,
  wordedFrom: day,
  history: rest.history,
  descriptors: rest.descriptors,
  explanation: rest.explanation,
  sections: rest.sections,
  indicators: rest.indicators,
  related: {
    ...rest.related,
    next: { ...parts.codeLink('/hcpcs/S0144/', 'Injection, propofol, 10 mg', 'leaving'), from: day },
  },
  rightsHolders: rest.rightsHolders,
  notices: rest.notices,
  sources: rest.sources,
};
