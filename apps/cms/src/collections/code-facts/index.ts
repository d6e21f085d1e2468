import type { CollectionConfig } from 'payload';
import { jsonField } from '../fields.ts';

/**
 * What sources beside the release say about a code (notes of the tabular list, crosswalks, edits), as
 * append-only spans like `codes`: one row wherever a source's new edition says something else. Written by the
 * bulk import only.
 */
export const codeFacts: CollectionConfig = {
  slug: 'code-facts',
  labels: { singular: 'Fact of a code', plural: 'Facts of codes' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description: 'What sources beside the release files say about each code. Nobody edits these by hand.',
    useAsTitle: 'code',
    defaultColumns: ['code', 'codeSet', 'kind', 'edition', 'present'],
    listSearchableFields: ['code', 'kind'],
    pagination: { defaultLimit: 25 },
  },
  defaultSort: 'code',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['codeSet', 'code', 'kind'] }],
  fields: [
    { name: 'code', label: 'Code without dot', type: 'text', required: true },
    { name: 'codeSet', label: 'Code set', type: 'text', required: true },
    { name: 'kind', label: 'Source', type: 'text', required: true },
    { name: 'edition', label: 'Edition', type: 'text', required: true },
    { name: 'present', label: 'In this edition', type: 'checkbox' },
    jsonField('content', 'What it says'),
    {
      name: 'key',
      label: 'Key',
      type: 'text',
      required: true,
      unique: true,
      admin: { description: 'Code set, source, order of the edition, order of the import and code.' },
    },
    { name: 'editionSequence', label: 'Order of the edition', type: 'number', required: true },
    { name: 'import', label: 'Import', type: 'text', required: true, index: true },
    { name: 'importSequence', label: 'Order of the import', type: 'number', required: true },
    { name: 'contentHash', label: 'Hash of the content', type: 'text', required: true },
  ],
};
