import type { CollectionConfig } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { commentEndpoints } from '../../discussion/endpoints.ts';
import { refusal } from '../../workflow/refusal.ts';
import { commentFields } from './fields.ts';

const byTheDesk = (): never => {
  throw new WorkflowRefused(refusal('comment-by-the-desk'));
};

/**
 * What people say about passages of a text, a row for each time that somebody spoke: the first of a thread names the
 * passage, the others name the thread. Written and read by `discussion/` alone, below the hooks, which refuse
 * everything that comes through them: nobody can speak under another name or change what was said.
 */
export const comments: CollectionConfig = {
  slug: 'comments',
  admin: { hidden: true },
  timestamps: false,
  disableDuplicate: true,
  lockDocuments: false,
  hooks: { beforeChange: [byTheDesk], beforeDelete: [byTheDesk] },
  endpoints: commentEndpoints,
  fields: commentFields,
};
