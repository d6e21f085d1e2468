import { sectionIds } from '@plaincode/content-schemas';
import type { CollectionConfig } from 'payload';
import { sectionTitles } from '../../workflow/sections.ts';
import { knownCodeSet } from '../code-systems/known-code-set.ts';
import { explanationEditor } from '../explanations/editor.ts';
import { serverOnly } from '../fields.ts';
import { setKey } from './hooks.ts';

/** What a text of a code set begins with, part by part. Editors keep them; a template is no text until somebody edits it. */
export const textTemplates: CollectionConfig = {
  slug: 'text-templates',
  labels: { singular: 'Template', plural: 'Templates' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description:
      'What an explanation of a code set can begin with. A template never replaces words that stand already.',
    useAsTitle: 'key',
    defaultColumns: ['codeSet', 'part', 'active', 'updatedAt'],
    listSearchableFields: ['codeSet'],
  },
  defaultSort: 'key',
  disableDuplicate: true,
  hooks: { beforeChange: [setKey] },
  fields: [
    {
      type: 'row',
      fields: [
        {
          name: 'codeSet',
          label: 'Code set',
          type: 'text',
          required: true,
          validate: knownCodeSet,
          admin: {
            width: '50%',
            components: { Field: '/src/admin/belongs/code-set-field.tsx#CodeSetField' },
          },
        },
        {
          name: 'part',
          label: 'Part of the page',
          type: 'select',
          required: true,
          defaultValue: 'explanation',
          options: [
            { value: 'explanation', label: 'Explanation in common language' },
            ...sectionIds.map((value) => ({ value, label: sectionTitles[value] })),
          ],
          admin: { width: '50%' },
        },
      ],
    },
    {
      name: 'summary',
      label: 'Open summary',
      type: 'text',
      admin: {
        condition: (data) => data.part !== 'explanation',
        description: 'One sentence; everybody reads it.',
      },
    },
    { name: 'body', label: 'Text', type: 'richText', required: true, editor: explanationEditor },
    { name: 'active', label: 'In use', type: 'checkbox', defaultValue: true },
    {
      name: 'key',
      type: 'text',
      unique: true,
      index: true,
      access: serverOnly,
      admin: { hidden: true },
    },
  ],
};
