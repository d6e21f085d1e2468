import type { CollectionConfig } from 'payload';
import { replaceEndpoints } from '../../replace/endpoints.ts';
import { jsonField } from '../fields.ts';

/** One change of words in many texts, looked at and approved as one. Written by the desk, and read by people. */
export const changeBatches: CollectionConfig = {
  slug: 'change-batches',
  labels: { singular: 'Change of many texts', plural: 'Changes of many texts' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'Words that were replaced in many texts at once. They are looked at under Find and replace.',
    useAsTitle: 'find',
    defaultColumns: ['find', 'replaceWith', 'authorName', 'state', 'createdAt'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: replaceEndpoints,
  fields: [
    { name: 'find', label: 'Found', type: 'text', required: true },
    { name: 'replaceWith', label: 'Replaced with', type: 'text' },
    { name: 'wholeWord', label: 'Whole words', type: 'checkbox', defaultValue: false },
    { name: 'matchCase', label: 'Capitals matter', type: 'checkbox', defaultValue: false },
    { name: 'author', label: 'By', type: 'text', required: true, admin: { hidden: true } },
    { name: 'authorName', label: 'By', type: 'text', required: true },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      defaultValue: 'in-review',
      options: [
        { value: 'in-review', label: 'In review' },
        { value: 'approved', label: 'Approved' },
      ],
    },
    { name: 'approvedByName', label: 'Approved by', type: 'text' },
    jsonField('texts', 'Texts', true),
  ],
};
