import type { Field } from 'payload';
import { releaseKinds, releaseStates } from '../../workflow/release.ts';
import { jsonField, serverOnly } from '../fields.ts';

const readOnly = { readOnly: true, position: 'sidebar' } as const;
/** Told in words by the release's own view; the list and its filters still have it. */
const inTheView = { condition: () => false } as const;
/** Beside the release, once there is something to tell. */
const told = (name: string) => ({
  ...readOnly,
  condition: (data: Record<string, unknown>) => Boolean(data[name]),
});
const dayAndTime = { date: { pickerAppearance: 'dayAndTime' } } as const;

/** Told by the release's own view, not shown as it is stored. */
function record(name: string, label: string): Field {
  return { ...jsonField(name, label), access: serverOnly, admin: { hidden: true } };
}

const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const releaseFields: Field[] = [
  { name: 'title', label: 'Title', type: 'text', required: true },
  {
    name: 'standing',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/releases/release-panel.tsx#ReleasePanel' },
      disableListColumn: true,
    },
  },
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
    admin: inTheView,
  },
  {
    name: 'edition',
    label: 'Edition',
    type: 'text',
    index: true,
    access: serverOnly,
    admin: inTheView,
  },
  {
    name: 'state',
    label: 'State',
    type: 'select',
    required: true,
    defaultValue: 'open',
    index: true,
    access: serverOnly,
    /* Shown by the release's own view, with its steps. */
    admin: { components: { Field: '/src/admin/nothing.tsx#Nothing' } },
    options: options(releaseStates),
  },
  {
    name: 'scheduledFor',
    label: 'Goes out at',
    type: 'date',
    access: serverOnly,
    admin: { ...told('scheduledFor'), ...dayAndTime },
  },
  record('pins', 'Approved texts'),
  record('before', 'What readers saw before'),
  record('shown', 'Editions that the site shows with it'),
  {
    name: 'order',
    label: 'Order of publication',
    type: 'number',
    unique: true,
    access: serverOnly,
    admin: { hidden: true },
  },
  /** The edition while its release is on its way, so that there is one; the release's own id after that. */
  { name: 'key', type: 'text', unique: true, access: serverOnly, admin: { hidden: true } },
  /** The process that takes it to readers, so that one that crashed can be told from a slow one. */
  { name: 'holder', type: 'text', access: serverOnly, admin: { hidden: true } },
  /** How often a release whose time had come did not reach readers. */
  { name: 'tries', type: 'number', defaultValue: 0, access: serverOnly, admin: { hidden: true } },
  /** Whether everything that follows from its publication is written down: the states of lines, the update. */
  { name: 'settled', type: 'checkbox', defaultValue: false, access: serverOnly, admin: { hidden: true } },
  {
    name: 'preparedBy',
    label: 'Prepared by',
    type: 'relationship',
    relationTo: 'staff',
    access: serverOnly,
    admin: told('preparedBy'),
  },
  {
    name: 'publishedBy',
    label: 'Published by',
    type: 'relationship',
    relationTo: 'staff',
    access: serverOnly,
    admin: told('publishedBy'),
  },
  {
    name: 'publishedAt',
    label: 'Published at',
    type: 'date',
    access: serverOnly,
    admin: { ...told('publishedAt'), ...dayAndTime },
  },
  {
    name: 'reverts',
    label: 'Takes back the release',
    type: 'text',
    access: serverOnly,
    admin: { hidden: true },
  },
  {
    name: 'failure',
    label: 'What went wrong',
    type: 'textarea',
    access: serverOnly,
    admin: { hidden: true },
  },
];
