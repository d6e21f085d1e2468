import type { CollectionConfig } from 'payload';
import { noticeKinds } from '../../notices/notice.ts';

/** What somebody is to be told by mail. Waits until it is gathered into one; the desk alone reads and writes these. */
export const notices: CollectionConfig = {
  slug: 'notices',
  admin: { hidden: true },
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  fields: [
    { name: 'person', type: 'relationship', relationTo: 'staff', required: true, index: true },
    { name: 'kind', type: 'select', required: true, options: [...noticeKinds] },
    { name: 'by', type: 'text', required: true },
    /** What it is about, in words, and where at the desk. */
    { name: 'title', type: 'text', required: true },
    { name: 'path', type: 'text', required: true },
    { name: 'quote', type: 'textarea' },
    { name: 'words', type: 'textarea' },
    { name: 'at', type: 'date', required: true, index: true },
    /** The mail that carries it; none as long as it waits. */
    { name: 'mail', type: 'text', index: true },
  ],
};
