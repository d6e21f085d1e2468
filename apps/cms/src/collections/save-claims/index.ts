import type { CollectionConfig } from 'payload';

/**
 * Which save may follow which revision of a document: the unique key lets one writer through where two read the
 * same text. One row per document stays; the desk alone reads and writes them.
 */
export const saveClaims: CollectionConfig = {
  slug: 'save-claims',
  admin: { hidden: true },
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'key', type: 'text', required: true, unique: true },
    { name: 'document', type: 'text', required: true, index: true },
    { name: 'revision', type: 'number', required: true },
    { name: 'at', type: 'date', required: true },
  ],
};
