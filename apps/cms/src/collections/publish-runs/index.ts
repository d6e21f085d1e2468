import type { CollectionConfig } from 'payload';
import { publishRunFields } from './fields.ts';

/** What became of each publish of the site. Written by the publish job only. */
export const publishRuns: CollectionConfig = {
  slug: 'publish-runs',
  labels: { singular: 'Publish', plural: 'Publishes' },
  admin: {
    hideAPIURL: true,
    group: 'Site',
    description: 'Each publish of the site and how it went. Start one from the dashboard.',
    useAsTitle: 'reason',
    defaultColumns: ['reason', 'state', 'requestedBy', 'startedAt', 'finishedAt'],
    listSearchableFields: ['reason'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  fields: publishRunFields,
};
