import type { CollectionConfig } from 'payload';
import { knownCodeSet } from '../code-systems/known-code-set.ts';
import { tidyRange } from './hooks.ts';

/** Who writes and who reviews the codes of a range, when an update opens. */
export const assignmentRules: CollectionConfig = {
  slug: 'assignment-rules',
  labels: { singular: 'Assignment rule', plural: 'Assignment rules' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'Who gets the work of a range of codes when an update opens. The narrowest range wins.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'codeSet', 'from', 'to', 'editor', 'reviewer'],
  },
  defaultSort: 'from',
  disableDuplicate: true,
  hooks: { beforeValidate: [tidyRange] },
  fields: [
    { name: 'name', label: 'Name', type: 'text', required: true },
    {
      name: 'codeSet',
      label: 'Code set',
      type: 'text',
      required: true,
      index: true,
      validate: knownCodeSet,
      admin: { components: { Field: '/src/admin/belongs/code-set-field.tsx#CodeSetField' } },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'from',
          label: 'From code',
          type: 'text',
          required: true,
          admin: { description: 'A code or its beginning, without dot, such as S52.' },
        },
        {
          name: 'to',
          label: 'To code',
          type: 'text',
          admin: { description: 'Included, with all that begins with it. Empty: the same as "From".' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'editor', label: 'Editor', type: 'relationship', relationTo: 'staff' },
        { name: 'reviewer', label: 'Reviewer', type: 'relationship', relationTo: 'staff' },
      ],
    },
    {
      name: 'days',
      label: 'Days before the edition takes effect',
      type: 'number',
      min: 0,
      admin: { description: 'The work is due so many days before. Empty: no due date.' },
    },
  ],
};
