import type { Field } from 'payload';
import { changeKinds, itemStates, resolutions } from '../../workflow/work-item.ts';
import { jsonField, serverOnly } from '../fields.ts';

/**
 * Set by the desk, whatever a request says. A save writes no more than it changes, so what it leaves out lacks nothing.
 */
const ofTheDesk = {
  access: serverOnly,
  validate: (): true => true,
};
const readOnly = { readOnly: true } as const;

const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const workItemFields: Field[] = [
  /** Edition and code. */
  { name: 'key', type: 'text', required: true, unique: true, ...ofTheDesk, admin: { hidden: true } },
  { name: 'codeSet', label: 'Code set', type: 'text', required: true, ...ofTheDesk, admin: readOnly },
  {
    name: 'edition',
    label: 'Update to the edition',
    type: 'text',
    required: true,
    index: true,
    ...ofTheDesk,
    admin: readOnly,
  },
  {
    name: 'code',
    label: 'Code without dot',
    type: 'text',
    required: true,
    index: true,
    ...ofTheDesk,
    admin: readOnly,
  },
  { name: 'displayCode', label: 'Code', type: 'text', required: true, ...ofTheDesk, admin: readOnly },
  {
    name: 'range',
    label: 'Range',
    type: 'text',
    index: true,
    ...ofTheDesk,
    admin: { ...readOnly, description: 'The chapter or letter that the code stands under.' },
  },
  {
    name: 'position',
    label: 'Place in the official order',
    type: 'number',
    required: true,
    ...ofTheDesk,
    admin: { hidden: true },
  },
  {
    name: 'kind',
    label: 'Change',
    type: 'select',
    required: true,
    ...ofTheDesk,
    admin: readOnly,
    options: options(changeKinds),
  },
  {
    name: 'kinds',
    label: 'All changes',
    type: 'text',
    required: true,
    ...ofTheDesk,
    admin: {
      ...readOnly,
      description: 'Every kind of change, between blanks, so that a filter can find it.',
    },
  },
  { ...jsonField('changes', 'What changed'), ...ofTheDesk },
  {
    name: 'state',
    label: 'State',
    type: 'select',
    required: true,
    defaultValue: 'open',
    ...ofTheDesk,
    admin: readOnly,
    options: options(itemStates),
  },
  {
    name: 'resolution',
    label: 'Settled by',
    type: 'select',
    ...ofTheDesk,
    admin: readOnly,
    options: options(resolutions),
  },
  {
    name: 'explained',
    label: 'Readers have a text for it',
    type: 'checkbox',
    ...ofTheDesk,
    admin: readOnly,
  },
  { name: 'reads', type: 'text', ...ofTheDesk, admin: { hidden: true } },
  {
    name: 'explanation',
    label: 'Explanation for this edition',
    type: 'relationship',
    relationTo: 'explanations',
    index: true,
    ...ofTheDesk,
    admin: readOnly,
  },
  { name: 'assignee', label: 'Editor', type: 'relationship', relationTo: 'staff', index: true },
  { name: 'reviewer', label: 'Reviewer', type: 'relationship', relationTo: 'staff', index: true },
  { name: 'due', label: 'Due', type: 'text', index: true, admin: { description: 'Day, as YYYY-MM-DD.' } },
  {
    name: 'proposedBy',
    label: 'Proposed by',
    type: 'relationship',
    relationTo: 'staff',
    ...ofTheDesk,
    admin: readOnly,
  },
  {
    name: 'settledBy',
    label: 'Confirmed by',
    type: 'relationship',
    relationTo: 'staff',
    ...ofTheDesk,
    admin: readOnly,
  },
  { name: 'settledAt', label: 'Settled at', type: 'date', ...ofTheDesk, admin: readOnly },
  { name: 'changeHash', type: 'text', required: true, ...ofTheDesk, admin: { hidden: true } },
  { name: 'reopened', label: 'Why it is open again', type: 'text', ...ofTheDesk, admin: readOnly },
  { name: 'note', label: 'Note', type: 'textarea' },
];
