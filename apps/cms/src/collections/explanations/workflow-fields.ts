import type { Field } from 'payload';
import { stateLabels, states } from '../../workflow/states.ts';
import { serverOnly } from '../fields.ts';

/** Nobody who compares two versions of a text looks for these. */
const notCompared = { Diff: '/src/admin/nothing.tsx#Nothing' };
/** Of the desk's own workings. */
const inner = { hidden: true, components: notCompared };

/** Where a text stands and who did what with it: the desk alone writes these. */
export function workflowFields(): Field[] {
  return [
    {
      name: 'state',
      label: 'State',
      type: 'select',
      defaultValue: 'draft',
      index: true,
      options: states.map((value) => ({ value, label: stateLabels[value] })),
      access: serverOnly,
      /* Shown above the form, beside the steps that it allows. */
      admin: { readOnly: true, components: { Field: '/src/admin/nothing.tsx#Nothing' } },
    },
    {
      name: 'reviewNote',
      label: 'Changes asked for',
      type: 'textarea',
      access: serverOnly,
      /* Shown above the text, where its editor begins. */
      admin: { readOnly: true, components: { Field: '/src/admin/nothing.tsx#Nothing' } },
    },
    {
      name: 'editors',
      label: 'To be approved by somebody else than',
      type: 'relationship',
      relationTo: 'staff',
      hasMany: true,
      access: serverOnly,
      admin: {
        position: 'sidebar',
        readOnly: true,
        allowCreate: false,
        allowEdit: false,
        condition: (data) => Array.isArray(data.editors) && data.editors.length > 0,
      },
    },
    /** Everyone whose words were approved here, or in the text that this one was begun from. */
    {
      name: 'authors',
      type: 'relationship',
      relationTo: 'staff',
      hasMany: true,
      access: serverOnly,
      admin: inner,
    },
    /** Those of them whose words the last approval approved. */
    {
      name: 'lastAuthors',
      type: 'relationship',
      relationTo: 'staff',
      hasMany: true,
      access: serverOnly,
      admin: inner,
    },
    {
      name: 'approvedBy',
      label: 'Approved by',
      type: 'relationship',
      relationTo: 'staff',
      access: serverOnly,
      admin: {
        position: 'sidebar',
        readOnly: true,
        allowCreate: false,
        allowEdit: false,
        condition: (data) => Boolean(data.approvedBy),
      },
    },
    {
      name: 'approvedAt',
      label: 'Approved at',
      type: 'date',
      access: serverOnly,
      admin: {
        position: 'sidebar',
        readOnly: true,
        date: { pickerAppearance: 'dayAndTime' },
        condition: (data) => Boolean(data.approvedAt),
      },
    },
    {
      name: 'codeKey',
      label: 'Code set and code',
      type: 'text',
      index: true,
      access: serverOnly,
      admin: { hidden: true, components: { Cell: '/src/admin/names/name-cells.tsx#CodeNameCell' } },
    },
    /** Code and edition. Undefined until both are known, so that blank drafts do not collide. */
    { name: 'lineKey', type: 'text', unique: true, index: true, access: serverOnly, admin: { hidden: true } },
    /** The approved revision of the live line on which this line's text rests. */
    { name: 'basedOn', type: 'text', access: serverOnly, admin: inner },
    /** The approved revision that went live since and is not yet merged into this line. */
    { name: 'toMerge', type: 'text', index: true, access: serverOnly, admin: inner },
    /** The approved revision behind the state "approved" and "published". */
    { name: 'approvedRevision', type: 'text', access: serverOnly, admin: inner },
    /** Counts the saves: a save names the one that it was written on. */
    {
      name: 'revision',
      type: 'number',
      defaultValue: 0,
      admin: {
        components: { Field: '/src/admin/revision.tsx#Revision', ...notCompared },
        disableListColumn: true,
      },
    },
    /** The revision with which the text itself changed last; steps of the workflow move only the other. */
    { name: 'textRevision', type: 'number', defaultValue: 0, access: serverOnly, admin: inner },
    {
      name: 'lastEditor',
      label: 'Last edited by',
      type: 'relationship',
      relationTo: 'staff',
      access: serverOnly,
      admin: { hidden: true },
    },
    { name: 'contentHash', type: 'text', access: serverOnly, admin: inner },
    { name: 'approvedHash', type: 'text', access: serverOnly, admin: inner },
  ];
}
