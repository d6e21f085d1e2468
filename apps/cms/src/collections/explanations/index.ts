import type { CollectionConfig } from 'payload';
import { auditExplanation } from '../../audit/explanation-event.ts';
import { discussionEndpoints } from '../../discussion/endpoints.ts';
import { familyEndpoints } from '../../families/endpoints.ts';
import { lineEndpoints } from '../../lines/endpoints.ts';
import { noticeChangesRequested } from '../../notices/notice-steps.ts';
import { templateEndpoints } from '../../templates/endpoints.ts';
import { explanationListEndpoints } from '../../work-lists/endpoints.ts';
import { findCodeAsWritten } from '../code-as-written.ts';
import { workflowEndpoints } from './endpoints.ts';
import { explanationFields } from './fields.ts';
import { afterLineChange, enforceWorkflow, giveClaimBack, noteRevision } from './hooks.ts';
import { refuseUnknownPlace } from './known-place.ts';
import { noteRestored } from './restored-authors.ts';
import { beginVersionOfAuthor } from './version-of-author.ts';

/**
 * What editors write about a code. Drafts are on for autosave and versions, but Payload's own `_status`
 * never says more than `draft`: approval is the workflow's word, and the hook is below every way in.
 * Read these with `draft: true`; the row in the main table is the state at the last step of the workflow.
 */
export const explanations: CollectionConfig = {
  slug: 'explanations',
  labels: { singular: 'Explanation', plural: 'Explanations' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'Plain-language descriptions of codes, from first draft to approval.',
    useAsTitle: 'codeKey',
    defaultColumns: ['codeKey', 'appliesFrom', 'plainTitle', 'state', 'updatedAt'],
    listSearchableFields: ['codeKey', 'plainTitle'],
    components: {
      listMenuItems: ['/src/admin/work-lists/list-menu.tsx#ListMenu'],
      views: {
        edit: { versions: { Component: '/src/admin/versions/versions-view.tsx#VersionsView' } },
      },
      edit: {
        beforeDocumentControls: [
          '/src/admin/preview/preview.tsx#Preview',
          '/src/admin/workflow-buttons.tsx#ButtonsOfReaders',
        ],
        PublishButton: '/src/admin/workflow-buttons.tsx#WorkflowButtons',
        UnpublishButton: '/src/admin/nothing.tsx#Nothing',
        Status: '/src/admin/workflow-status.tsx#WorkflowStatus',
      },
    },
  },
  defaultSort: '-updatedAt',
  disableDuplicate: true,
  enableQueryPresets: true,
  versions: { drafts: { autosave: { interval: 1500 }, schedulePublish: false }, maxPerDoc: 100 },
  hooks: {
    beforeOperation: [findCodeAsWritten, noteRevision, noteRestored, beginVersionOfAuthor],
    beforeChange: [refuseUnknownPlace, enforceWorkflow],
    afterChange: [afterLineChange, auditExplanation, noticeChangesRequested],
    afterError: [giveClaimBack],
  },
  endpoints: [
    ...explanationListEndpoints,
    ...lineEndpoints,
    ...workflowEndpoints,
    ...discussionEndpoints,
    ...familyEndpoints,
    ...templateEndpoints,
  ],
  fields: explanationFields,
};
