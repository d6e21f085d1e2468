import type { Field } from 'payload';
import { jsonField } from '../fields.ts';

const dayAndTime = { date: { pickerAppearance: 'dayAndTime' } } as const;

export const publishRunFields: Field[] = [
  { name: 'reason', label: 'Reason', type: 'text', required: true },
  {
    name: 'state',
    label: 'State',
    type: 'select',
    required: true,
    index: true,
    options: [
      { value: 'waiting', label: 'Waiting' },
      { value: 'running', label: 'Running' },
      { value: 'done', label: 'Done' },
      { value: 'failed', label: 'Failed' },
    ],
  },
  { name: 'release', label: 'Release', type: 'relationship', relationTo: 'releases' },
  { name: 'requestedBy', label: 'Asked for by', type: 'relationship', relationTo: 'staff' },
  { name: 'startedAt', label: 'Started', type: 'date', admin: dayAndTime },
  { name: 'finishedAt', label: 'Finished', type: 'date', admin: dayAndTime },
  { name: 'failure', label: 'What went wrong', type: 'textarea' },
  jsonField('report', 'Report of the publisher'),
  /** What the site rested on: the next release sends what it changes while this stays the same. */
  { name: 'basis', type: 'text', admin: { hidden: true } },
  /** How it was sent, and the seconds that it took; told by the release's own view. */
  { name: 'sent', type: 'json', admin: { hidden: true } },
];
