import type { Field } from 'payload';
import { releaseKinds, releaseStates } from '../../workflow/release.ts';
import { jsonField } from '../fields.ts';

/** Set by the desk, whatever a request says. */
const serverOnly = { create: () => false, update: () => false };
const readOnly = { readOnly: true } as const;
const dayAndTime = { date: { pickerAppearance: 'dayAndTime' } } as const;

const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const releaseFields: Field[] = [
  { name: 'title', label: 'Title', type: 'text', required: true },
  {
    name: 'kind',
    label: 'Kind',
    type: 'select',
    required: true,
    defaultValue: 'edition',
    access: serverOnly,
    admin: readOnly,
    options: options(releaseKinds),
  },
  {
    name: 'codeSet',
    label: 'Code set',
    type: 'text',
    index: true,
    access: serverOnly,
    admin: readOnly,
  },
  {
    name: 'edition',
    label: 'Edition that the site then shows',
    type: 'text',
    index: true,
    access: serverOnly,
    admin: readOnly,
  },
  {
    name: 'state',
    label: 'State',
    type: 'select',
    required: true,
    defaultValue: 'open',
    index: true,
    access: serverOnly,
    admin: readOnly,
    options: options(releaseStates),
  },
  {
    name: 'scheduledFor',
    label: 'Goes out at',
    type: 'date',
    access: serverOnly,
    admin: { ...readOnly, ...dayAndTime },
  },
  { ...jsonField('pins', 'Approved texts'), access: serverOnly },
  { ...jsonField('before', 'What readers saw before'), access: serverOnly },
  { ...jsonField('shown', 'Editions that the site shows with it'), access: serverOnly },
  {
    name: 'order',
    label: 'Order of publication',
    type: 'number',
    unique: true,
    access: serverOnly,
    admin: readOnly,
  },
  {
    name: 'preparedBy',
    label: 'Prepared by',
    type: 'relationship',
    relationTo: 'staff',
    access: serverOnly,
    admin: readOnly,
  },
  {
    name: 'publishedBy',
    label: 'Published by',
    type: 'relationship',
    relationTo: 'staff',
    access: serverOnly,
    admin: readOnly,
  },
  {
    name: 'publishedAt',
    label: 'Published at',
    type: 'date',
    access: serverOnly,
    admin: { ...readOnly, ...dayAndTime },
  },
  { name: 'reverts', label: 'Takes back the release', type: 'text', access: serverOnly, admin: readOnly },
  { name: 'failure', label: 'What went wrong', type: 'textarea', access: serverOnly, admin: readOnly },
];
