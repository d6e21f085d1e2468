import type { CollectionConfig } from 'payload';
import { auditReportAssignment } from '../../audit/report-event.ts';
import { errorReportEndpoints } from './endpoints.ts';
import { errorReportFields } from './fields.ts';

/** What readers report as wrong. The desk fetches it from the gate; people sort it and mend what is wrong. */
export const errorReports: CollectionConfig = {
  slug: 'error-reports',
  labels: { singular: 'Error report', plural: 'Error reports' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'What readers report as wrong. Accept a report to mend the text, or decline it and say why.',
    useAsTitle: 'page',
    defaultColumns: ['page', 'words', 'state', 'assignee', 'received'],
    listSearchableFields: ['page', 'words'],
  },
  defaultSort: '-received',
  disableDuplicate: true,
  enableQueryPresets: true,
  lockDocuments: false,
  hooks: { afterChange: [auditReportAssignment] },
  endpoints: errorReportEndpoints,
  fields: errorReportFields,
};
