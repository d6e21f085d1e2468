import type { CollectionConfig } from 'payload';
import { styleKinds } from '../../workflow/readiness/house-style.ts';

/** The words of the house: what editors write, and what they do not. The readiness of texts is held to them. */
export const styleRules: CollectionConfig = {
  slug: 'style-rules',
  labels: { singular: 'House style rule', plural: 'House style' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description:
      'Preferred terms, abbreviations, names and banned words. Texts are held to them as they are written.',
    useAsTitle: 'avoid',
    defaultColumns: ['avoid', 'use', 'kind', 'active'],
    listSearchableFields: ['avoid', 'use'],
  },
  defaultSort: 'avoid',
  disableDuplicate: true,
  fields: [
    {
      name: 'kind',
      label: 'Kind',
      type: 'select',
      required: true,
      defaultValue: 'preferred',
      options: Object.entries(styleKinds).map(([value, label]) => ({ value, label })),
      admin: {
        description:
          'A banned word keeps a text from review. Names and abbreviations are found by their exact letters.',
      },
    },
    { name: 'avoid', label: 'Not', type: 'text', required: true, maxLength: 80 },
    { name: 'use', label: 'But', type: 'text', maxLength: 120 },
    { name: 'why', label: 'Why', type: 'text' },
    { name: 'active', label: 'In use', type: 'checkbox', defaultValue: true },
  ],
};
