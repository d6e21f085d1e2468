import { reportedPlace } from '@plaincode/content-schemas';
import type { Field } from 'payload';
import { placeTitles, reportStates } from '../../workflow/error-report.ts';
import { serverOnly } from '../fields.ts';

const readOnly = { readOnly: true } as const;
/** What the reader sent, and what the desk makes of it: not written by hand, shown by the panel above the form. */
const told = {
  access: serverOnly,
  admin: { ...readOnly, components: { Field: '/src/admin/nothing.tsx#Nothing' } },
};

/** An empty field that nobody can fill in is left out. */
const whenHeld = (name: string) => ({
  ...readOnly,
  position: 'sidebar' as const,
  condition: (data: Record<string, unknown>) => Boolean(data[name]),
});

export const errorReportFields: Field[] = [
  {
    name: 'steps',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/errata/report-of-site.tsx#ReportOfSite' },
      disableListColumn: true,
    },
  },
  /** The gate's id: a report that is handed over twice is held once. */
  {
    name: 'reportId',
    type: 'text',
    required: true,
    unique: true,
    access: serverOnly,
    admin: { hidden: true },
  },
  { name: 'page', label: 'Page', type: 'text', required: true, ...told },
  { name: 'codeKey', label: 'Code set and code', type: 'text', index: true, ...told },
  {
    name: 'place',
    label: 'Where on the page',
    type: 'select',
    ...told,
    options: reportedPlace.options.map((value) => ({ value, label: placeTitles[value] })),
  },
  { name: 'words', label: 'What the reader says', type: 'textarea', required: true, ...told },
  {
    name: 'note',
    label: 'Note of the desk',
    type: 'textarea',
    maxLength: 2000,
    admin: { description: 'For the staff alone. Do not enter patient information.' },
  },
  {
    name: 'state',
    label: 'State',
    type: 'select',
    required: true,
    defaultValue: 'new',
    index: true,
    access: serverOnly,
    admin: { ...readOnly, position: 'sidebar' },
    options: Object.entries(reportStates).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'assignee',
    label: 'Given to',
    type: 'relationship',
    relationTo: 'staff',
    index: true,
    filterOptions: { active: { equals: true } },
    admin: { position: 'sidebar', allowCreate: false, allowEdit: false },
  },
  {
    name: 'explanation',
    label: 'Mended in',
    type: 'relationship',
    relationTo: 'explanations',
    access: serverOnly,
    admin: { ...whenHeld('explanation'), allowCreate: false },
  },
  {
    name: 'email',
    label: 'E-mail for an answer',
    type: 'text',
    access: serverOnly,
    admin: {
      ...whenHeld('email'),
      description:
        'As the reader gave it; nobody has confirmed it. It is erased 30 days after the report is settled.',
    },
  },
  ...['received', 'decidedAt', 'settledAt'].map((name): Field => dayField(name)),
  {
    name: 'decidedBy',
    label: 'Decided by',
    type: 'relationship',
    relationTo: 'staff',
    access: serverOnly,
    admin: { ...whenHeld('decidedBy'), allowCreate: false, allowEdit: false },
  },
];

function dayField(name: string): Field {
  const labels: Record<string, string> = {
    received: 'Received',
    decidedAt: 'Decided',
    settledAt: 'Settled',
  };
  return {
    name,
    label: labels[name] ?? name,
    type: 'date',
    required: name === 'received',
    index: name !== 'decidedAt',
    access: serverOnly,
    /* A field with a condition may be empty in the database, and every report was received. */
    admin: {
      ...(name === 'received' ? { ...readOnly, position: 'sidebar' } : whenHeld(name)),
      date: { pickerAppearance: 'dayAndTime' },
    },
  };
}
