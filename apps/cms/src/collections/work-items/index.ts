import type { CollectionConfig } from 'payload';
import { auditItemAssignment } from '../../audit/item-event.ts';
import { noticeAssigned } from '../../notices/notice-steps.ts';
import { workItemEndpoints } from './endpoints.ts';
import { workItemFields } from './fields.ts';
import { refuseUnfitPeople, writeOnlyChanges } from './hooks.ts';

/** What an edition asks of the editors, one for each code. Opened by imports, or by hand for a changed guideline. */
export const workItems: CollectionConfig = {
  slug: 'work-items',
  labels: { singular: 'Work item', plural: 'Work items' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'What each update of a code set asks of the editors and reviewers.',
    useAsTitle: 'displayCode',
    defaultColumns: ['displayCode', 'kind', 'state', 'assignee', 'reviewer', 'due'],
    listSearchableFields: ['code', 'displayCode'],
  },
  defaultSort: 'position',
  disableDuplicate: true,
  enableQueryPresets: true,
  lockDocuments: false,
  indexes: [
    { fields: ['edition', 'state', 'position'] },
    { fields: ['edition', 'kind', 'position'] },
    { fields: ['edition', 'assignee', 'position'] },
  ],
  hooks: {
    beforeChange: [refuseUnfitPeople, writeOnlyChanges],
    afterChange: [auditItemAssignment, noticeAssigned],
  },
  endpoints: workItemEndpoints,
  fields: workItemFields,
};
