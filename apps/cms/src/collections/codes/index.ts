import type { CollectionConfig } from 'payload';
import { besideEndpoint } from '../../beside/endpoint.ts';
import { coverageEndpoint } from '../../families/endpoints.ts';
import { referenceEndpoints } from '../../references/endpoints.ts';
import { codeFields } from './fields.ts';

/**
 * What the release files say, as append-only spans: a row stands wherever a code's content differs from
 * the edition before. Written by the bulk import only; hence neither versions nor time stamps.
 */
export const codes: CollectionConfig = {
  slug: 'codes',
  labels: { singular: 'Code', plural: 'Codes' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description:
      'What the official release files say about each code, edition by edition. Nobody edits these by hand.',
    useAsTitle: 'displayCode',
    defaultColumns: ['displayCode', 'shortDescriptor', 'codeSet', 'codeType', 'billable', 'edition'],
    listSearchableFields: ['displayCode', 'code', 'longDescriptor'],
    pagination: { defaultLimit: 25 },
  },
  defaultSort: 'code',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['codeSet', 'code', 'editionSequence', 'importSequence'] }],
  endpoints: [besideEndpoint, coverageEndpoint, ...referenceEndpoints],
  fields: codeFields,
};
