import type { CollectionConfig } from 'payload';
import { slugField } from '../fields.ts';

/** Editions of code sets. Written by imports only. */
export const editions: CollectionConfig = {
  slug: 'editions',
  labels: { singular: 'Edition', plural: 'Editions' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description: 'Published editions of the code sets. Imports of release files write them.',
    useAsTitle: 'label',
    defaultColumns: ['label', 'codeSet', 'kind', 'effective', 'state'],
    listSearchableFields: ['label', 'slug', 'codeSet'],
  },
  defaultSort: '-sequence',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['codeSet', 'sequence'] }],
  fields: [
    slugField('Code set and effective day: hcpcs-2025-10-01.'),
    { name: 'codeSet', label: 'Code set', type: 'text', required: true },
    { name: 'label', label: 'Label', type: 'text', required: true },
    {
      name: 'kind',
      label: 'Kind',
      type: 'select',
      required: true,
      options: [
        { value: 'annual', label: 'Annual' },
        { value: 'quarterly', label: 'Quarterly' },
        { value: 'mid-year', label: 'Mid-year' },
        { value: 'correction', label: 'Correction' },
      ],
    },
    { name: 'published', label: 'Published', type: 'text', admin: { description: 'Day, as YYYY-MM-DD.' } },
    {
      name: 'effective',
      label: 'In effect from',
      type: 'text',
      required: true,
      admin: { description: 'Day, as YYYY-MM-DD.' },
    },
    { name: 'sequence', label: 'Order', type: 'number', required: true },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      options: [
        { value: 'loading', label: 'Loading' },
        { value: 'held', label: 'Held' },
        { value: 'retired', label: 'Retired' },
      ],
    },
    { name: 'sample', label: 'Sample data', type: 'checkbox', defaultValue: false },
  ],
};
