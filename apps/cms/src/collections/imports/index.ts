import type { CollectionConfig } from 'payload';
import { jsonField } from '../fields.ts';

/** One row for each release file that was brought in. Written by the import only. */
export const imports: CollectionConfig = {
  slug: 'imports',
  labels: { singular: 'Import', plural: 'Imports' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description: 'Release files that were brought in, and how that went.',
    useAsTitle: 'fileName',
    defaultColumns: ['fileName', 'codeSet', 'edition', 'kind', 'state', 'finishedAt'],
    listSearchableFields: ['fileName', 'codeSet', 'edition'],
  },
  defaultSort: '-startedAt',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'codeSet', label: 'Code set', type: 'text', required: true, index: true },
    { name: 'edition', label: 'Edition', type: 'text', required: true, index: true },
    {
      name: 'kind',
      label: 'Source',
      type: 'text',
      required: true,
      defaultValue: 'codes',
      index: true,
      admin: {
        description:
          'codes: a release. corrections: a corrections file on top of one. Else the source of facts, such as tabular.',
      },
    },
    { name: 'editionLabel', label: 'Edition in words', type: 'text' },
    { name: 'effective', label: 'In effect from', type: 'text' },
    { name: 'editionSequence', label: 'Order of the edition', type: 'number' },
    { name: 'fileName', label: 'File', type: 'text', required: true },
    { name: 'member', label: 'Member of the archive', type: 'text' },
    { name: 'sha256', label: 'SHA-256', type: 'text', required: true },
    { name: 'sizeBytes', label: 'Size in bytes', type: 'number', required: true },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      index: true,
      options: [
        { value: 'loading', label: 'Loading' },
        { value: 'complete', label: 'Complete' },
        { value: 'failed', label: 'Failed' },
        { value: 'retired', label: 'Retired' },
      ],
    },
    {
      name: 'startedAt',
      label: 'Started',
      type: 'date',
      required: true,
      admin: { date: { pickerAppearance: 'dayAndTime' } },
    },
    {
      name: 'finishedAt',
      label: 'Finished',
      type: 'date',
      admin: { date: { pickerAppearance: 'dayAndTime' } },
    },
    jsonField('counts', 'Counts'),
    jsonField('checks', 'Checked against'),
    {
      name: 'replacementsProposed',
      label: 'Replacements proposed',
      type: 'checkbox',
      admin: { description: 'Whether the codes that take others’ places were looked for after this import.' },
    },
    { name: 'sequence', label: 'Order', type: 'number', required: true },
  ],
};
