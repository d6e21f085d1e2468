import { reportedPlace } from '@plaincode/content-schemas';
import type { Field } from 'payload';
import { reportStates } from '../../workflow/error-report.ts';
import { sectionTitles } from '../../workflow/sections.ts';

/** What the reader sent, and what the desk makes of it, is not written by hand. */
const serverOnly = { create: () => false, update: () => false };
const readOnly = { readOnly: true } as const;
const fixed = { access: serverOnly, admin: readOnly };

const placeTitles = {
  descriptor: 'Official Description',
  explanation: 'Common Language Description',
  ...sectionTitles,
};

export const errorReportFields: Field[] = [
  {
    name: 'steps',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/errata/report-steps.tsx#ReportSteps' },
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
  { name: 'page', label: 'Page', type: 'text', required: true, ...fixed },
  { name: 'codeKey', label: 'Code set and code', type: 'text', index: true, ...fixed },
  {
    name: 'place',
    label: 'Where on the page',
    type: 'select',
    ...fixed,
    options: reportedPlace.options.map((value) => ({ value, label: placeTitles[value] })),
  },
  { name: 'words', label: 'What the reader says', type: 'textarea', required: true, ...fixed },
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
    admin: { ...readOnly, position: 'sidebar', allowCreate: false },
  },
  {
    name: 'email',
    label: 'E-mail for an answer',
    type: 'text',
    access: serverOnly,
    admin: {
      ...readOnly,
      position: 'sidebar',
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
    admin: { ...readOnly, position: 'sidebar', allowCreate: false, allowEdit: false },
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
    admin: { ...readOnly, position: 'sidebar', date: { pickerAppearance: 'dayAndTime' } },
  };
}
