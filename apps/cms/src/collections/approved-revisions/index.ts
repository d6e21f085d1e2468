import { APIError, type CollectionConfig } from 'payload';
import { coverages } from '../../workflow/families/labels.ts';
import { findCodeAsWritten } from '../code-as-written.ts';
import { jsonField } from '../fields.ts';

const neverChanges = (): never => {
  throw new APIError('An approved revision never changes.', 409, null, true);
};

/**
 * What was approved, word for word. The newest row of a code is the one that the site shows. Rows are
 * written by the workflow and never changed: the hooks refuse that even to the desk's own code.
 */
export const approvedRevisions: CollectionConfig = {
  slug: 'approved-revisions',
  labels: { singular: 'Approved text', plural: 'Approved texts' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'Every text that was approved, as it was approved. The newest of a code is on the site.',
    useAsTitle: 'codeKey',
    defaultColumns: ['codeKey', 'edition', 'approvedBy', 'approvedAt'],
    listSearchableFields: ['codeKey', 'hash'],
  },
  defaultSort: '-approvedAt',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['codeKey', 'approvedAt'] }],
  hooks: {
    beforeOperation: [findCodeAsWritten],
    beforeChange: [({ operation, data }) => (operation === 'create' ? data : neverChanges())],
    beforeDelete: [neverChanges],
  },
  fields: [
    {
      name: 'codeKey',
      label: 'Code',
      type: 'text',
      required: true,
      admin: { components: { Cell: '/src/admin/names/name-cells.tsx#CodeNameCell' } },
    },
    {
      name: 'explanation',
      label: 'Explanation',
      type: 'relationship',
      relationTo: 'explanations',
      required: true,
    },
    { name: 'hash', label: 'Hash of the text', type: 'text', required: true },
    {
      name: 'edition',
      label: 'Applies from edition',
      type: 'text',
      required: true,
      admin: { components: { Cell: '/src/admin/names/name-cells.tsx#EditionCell' } },
    },
    jsonField('content', 'Text', true),
    /** Whom the text is for, as its content says: asked for whole sets, where reading every text would be slow. */
    {
      name: 'covers',
      label: 'Written for',
      type: 'select',
      index: true,
      options: Object.entries(coverages).map(([value, label]) => ({ value, label })),
    },
    /** The words of the correction that stand in the text, so that the few that bear some are found. */
    { name: 'correction', label: 'What was corrected', type: 'text', index: true },
    /** The same as the editor holds it: what a later edition's line begins from. */
    { name: 'editorState', type: 'json', admin: { hidden: true } },
    /** Hash of the official row of the code at that edition: what was approved against. */
    { name: 'officialHash', label: 'Hash of the official row', type: 'text' },
    { name: 'approvedBy', label: 'Approved by', type: 'relationship', relationTo: 'staff', required: true },
    {
      name: 'approvedAt',
      label: 'Approved at',
      type: 'date',
      required: true,
      admin: { date: { pickerAppearance: 'dayAndTime' } },
    },
    { name: 'reviewed', label: 'Reviewed on', type: 'text', required: true },
  ],
};
