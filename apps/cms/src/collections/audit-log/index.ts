import { APIError, type CollectionConfig } from 'payload';
import { jsonField } from '../fields.ts';

const neverChanges = (): never => {
  throw new APIError('The audit log is written by the desk alone, and only ever added to.', 409, null, true);
};

/**
 * Who did what, in one chain: each row holds the hash of the row before it, and no two rows may follow the same
 * one. `recordAudit` writes below the hooks, and they refuse everything that comes through them.
 */
export const auditLog: CollectionConfig = {
  slug: 'audit-log',
  labels: { singular: 'Audit row', plural: 'Audit log' },
  admin: {
    hideAPIURL: true,
    group: 'People',
    description: 'Every step of the workflow, import, publish and change of rights, in one chain of hashes.',
    useAsTitle: 'action',
    defaultColumns: ['sequence', 'at', 'actorName', 'action', 'subject'],
    listSearchableFields: ['action', 'subject', 'actorName'],
  },
  defaultSort: '-sequence',
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  hooks: {
    beforeChange: [neverChanges],
    beforeDelete: [neverChanges],
  },
  fields: [
    { name: 'sequence', label: 'Number', type: 'number', required: true, unique: true, index: true },
    {
      name: 'at',
      label: 'At',
      type: 'date',
      required: true,
      admin: { date: { pickerAppearance: 'dayAndTime' } },
    },
    { name: 'actor', label: 'By', type: 'text', admin: { description: 'Empty: the desk itself.' } },
    { name: 'actorName', label: 'Name', type: 'text', required: true },
    {
      name: 'action',
      label: 'What was done',
      type: 'text',
      required: true,
      index: true,
      admin: { components: { Cell: '/src/admin/audit-action.tsx#AuditAction' } },
    },
    { name: 'subject', label: 'To what', type: 'text', required: true, index: true },
    jsonField('details', 'Details'),
    { name: 'previousHash', label: 'Hash of the row before', type: 'text', required: true, unique: true },
    { name: 'hash', label: 'Hash', type: 'text', required: true, unique: true },
  ],
};
