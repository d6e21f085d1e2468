import type { CollectionConfig } from 'payload';

/** Which codes an edition holds, in their official order, 5,000 to a chunk. Written by the import only. */
export const editionOrders: CollectionConfig = {
  slug: 'edition-orders',
  labels: { singular: 'Edition order', plural: 'Edition orders' },
  admin: { hidden: true },
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  indexes: [{ fields: ['import', 'chunk'] }],
  fields: [
    { name: 'import', type: 'text', required: true },
    { name: 'codeSet', type: 'text', required: true },
    { name: 'edition', type: 'text', required: true },
    { name: 'chunk', type: 'number', required: true },
    { name: 'codes', type: 'json', required: true },
  ],
};
