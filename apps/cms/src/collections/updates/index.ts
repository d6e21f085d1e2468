import type { CollectionConfig } from 'payload';
import { updateListEndpoints } from '../../work-lists/endpoints.ts';
import { jsonField } from '../fields.ts';
import { updateEndpoints } from './endpoints.ts';

/** The work that one edition of a code set brings. Opened by the import of an edition after the first. */
export const updates: CollectionConfig = {
  slug: 'updates',
  labels: { singular: 'Update', plural: 'Updates' },
  admin: {
    hideAPIURL: true,
    /* The menu leads to the boards under this name. */
    group: false,
    description: 'Each new edition of a code set, and the work that it brings.',
    useAsTitle: 'label',
    defaultColumns: ['label', 'codeSet', 'fromEdition', 'state', 'openedAt'],
    listSearchableFields: ['label', 'edition', 'codeSet'],
  },
  defaultSort: '-openedAt',
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: [...updateListEndpoints, ...updateEndpoints],
  fields: [
    { name: 'edition', label: 'Edition', type: 'text', required: true, unique: true, index: true },
    { name: 'codeSet', label: 'Code set', type: 'text', required: true, index: true },
    { name: 'label', label: 'Label', type: 'text', required: true },
    { name: 'fromEdition', label: 'Edition before', type: 'text', required: true },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      defaultValue: 'open',
      options: [
        { value: 'open', label: 'Open' },
        { value: 'released', label: 'Released' },
      ],
    },
    { name: 'openedAt', label: 'Opened', type: 'date', required: true },
    /** A stamp of the imports that it was last brought in step with. */
    { name: 'import', label: 'What it stands on', type: 'text', required: true, admin: { hidden: true } },
    jsonField('counts', 'Changes by kind'),
  ],
};
