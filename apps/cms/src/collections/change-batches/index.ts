import type { CollectionConfig } from 'payload';
import { replaceEndpoints } from '../../replace/endpoints.ts';
import { jsonField } from '../fields.ts';

/** One change of words, or of the notice, in many texts: looked at and approved as one. Written by the desk, and read by people. */
export const changeBatches: CollectionConfig = {
  slug: 'change-batches',
  labels: { singular: 'Change of many texts', plural: 'Changes of many texts' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description:
      'Words that were replaced, or notices that were exchanged, in many texts at once. They are looked at under Find and replace.',
    useAsTitle: 'find',
    defaultColumns: ['kind', 'find', 'replaceWith', 'authorName', 'state', 'createdAt'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: replaceEndpoints,
  fields: [
    {
      name: 'kind',
      label: 'What changes',
      type: 'select',
      defaultValue: 'words',
      options: [
        { value: 'words', label: 'Words' },
        { value: 'notice', label: 'The notice' },
      ],
    },
    { name: 'fromNotice', label: 'Notice before', type: 'text', admin: { hidden: true } },
    { name: 'toNotice', label: 'Notice after', type: 'text', admin: { hidden: true } },
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
