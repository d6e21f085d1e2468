import type { CodePageRecord } from '../src/index.ts';
import * as parts from './parts.ts';

const source = parts.sptFile.id;

/**
 * A code of a licensed set (set, board and code are invented): the plain title stands in the open, the
 * descriptor and all six sections are sealed, one of them for subscribers.
 */
export const licensedCodeAllSectionsLocked: CodePageRecord = {
  kind: 'code',
  path: '/spt/9X101/',
  codeSet: parts.spt,
  edition: parts.sptEdition,
  code: '9X101',
  displayCode: '9X101',
  codeType: 'procedure',
  title: 'Guided balance training, first quarter hour',
  billable: null,
  status: { state: 'active', since: null, replacements: [] },
  dates: { added: null, effective: null, terminated: null },
  change: 'revised',
  history: [parts.earliestHeld(parts.sptEdition)],
  descriptors: {
    tier: 'registered',
    long: {
      value: 'Supervised one-to-one equilibrium rehearsal on a moving platform; initial 15 minutes',
      source,
    },
    medium: { value: 'SUPERVISED 1:1 EQUILIBRIUM REHEARSAL 1ST 15 MIN', source },
    short: { value: 'SUPV EQUILIB REHRSL 1ST 15', source },
    consumer: { value: 'A quarter hour of practising balance with a therapist', source },
    clinician: [{ value: 'Equilibrium rehearsal on a moving platform, supervised one to one', source }],
    wordings: [],
  },
  explanation: {
    tier: 'metered',
    body: [
      parts.paragraph(
        'The patient practises standing and shifting weight on a platform that moves a little under the feet, while a clinician stands within reach and adjusts the difficulty.',
      ),
      parts.paragraph(
        'The code covers the first quarter hour of one-to-one time. Setting up the platform and writing the note do not count; a longer session adds the code for each further quarter hour.',
      ),
    ],
    source: 'editorial',
    notice: 'example-coding-press',
    inheritedFrom: null,
    reviewed: '2026-11-20',
    reviewer: null,
  },
  sections: parts.sixSections({
    guidelines: {
      summary: 'Which minutes count toward the first unit.',
      text: 'Count the minutes of direct contact only, and write start and end times in the record.',
    },
    modifiers: {
      summary: 'Whether the side of the body matters here.',
      text: 'Balance is trained as a whole, so no modifier for a side of the body applies.',
    },
    crosswalks: {
      summary: 'The add-on code for longer sessions.',
      text: 'Each further quarter hour is reported with 9X102 beside this code, never alone.',
    },
    'ncci-edits': {
      summary: 'What to check before another timed code stands on the same day.',
      text: 'Minutes given to one timed service cannot be given to a second. Check the edit files of the payer.',
    },
    compliance: {
      summary: 'The finding that costs most in reviews of timed services.',
      text: 'Round figures for every patient on every day draw attention. Record minutes as they were.',
      tier: 'subscriber',
    },
    'medicare-coverage': {
      summary: 'Why no national figure is given.',
      text: 'The set is a sample and no payer uses it, so there is no coverage policy to quote.',
    },
  }),
  indicators: [],
  related: {
    ancestors: [],
    children: [],
    siblings: [],
    previous: null,
    next: parts.codeLink('/spt/9X102/', 'Guided balance training, each further quarter hour'),
  },
  rightsHolders: [parts.sptHolder, parts.publisherHolder],
  notices: [parts.sptNotice, parts.publisherNotice],
  sources: [parts.sptFile, parts.editorialSource(parts.sptEdition, '9X101')],
};
