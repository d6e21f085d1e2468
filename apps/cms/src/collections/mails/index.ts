import type { CollectionConfig } from 'payload';
import { mailEndpoints } from './endpoints.ts';

/** The outbox: one row for each mail, with what became of it. */
export const mails: CollectionConfig = {
  slug: 'mails',
  labels: { singular: 'Mail', plural: 'Mail sent' },
  admin: {
    hideAPIURL: true,
    group: 'People',
    description:
      'Mail to staff about their work, and what became of it. A mail that fails is tried again for a quarter of an hour; after that an admin sends it again.',
    useAsTitle: 'subject',
    defaultColumns: ['subject', 'to', 'state', 'attempts', 'error', 'at'],
  },
  defaultSort: '-at',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  endpoints: mailEndpoints,
  fields: [
    {
      name: 'again',
      type: 'ui',
      admin: {
        components: { Field: '/src/admin/mails/send-again.tsx#SendAgain' },
        disableListColumn: true,
      },
    },
    { name: 'to', label: 'To', type: 'relationship', relationTo: 'staff', required: true, index: true },
    { name: 'subject', label: 'Subject', type: 'text' },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      index: true,
      options: [
        { value: 'waiting', label: 'Waiting' },
        { value: 'sent', label: 'Sent' },
        { value: 'not-wanted', label: 'Not sent: nobody wants it' },
        { value: 'failed', label: 'Failed' },
      ],
    },
    { name: 'notices', label: 'Notices in it', type: 'number' },
    { name: 'attempts', label: 'Attempts', type: 'number', defaultValue: 0 },
    { name: 'error', label: 'What went wrong last', type: 'textarea' },
    { name: 'at', label: 'Made at', type: 'date', required: true, admin: dayAndTime() },
    { name: 'sentAt', label: 'Sent at', type: 'date', admin: dayAndTime() },
  ],
};

function dayAndTime() {
  return { date: { pickerAppearance: 'dayAndTime' as const } };
}
