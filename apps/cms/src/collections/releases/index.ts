import type { CollectionConfig } from 'payload';
import { auditRelease } from '../../audit/release-event.ts';
import { rememberRead } from '../../database/changes-alone.ts';
import { releaseEndpoints } from '../../releases/endpoints.ts';
import { releaseFields } from './fields.ts';

/**
 * What goes to readers as one: a list of approved revisions, and for the release of a year the edition that the
 * site then shows. What readers see is all published ones, in their order, one laid over the other.
 */
export const releases: CollectionConfig = {
  slug: 'releases',
  labels: { singular: 'Release', plural: 'Releases' },
  admin: {
    hideAPIURL: true,
    group: 'Site',
    description: 'Approved texts that go to readers as one, and that can be taken back as one.',
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'state', 'scheduledFor', 'publishedAt'],
    listSearchableFields: ['title', 'edition'],
    components: { beforeListTable: ['/src/admin/releases/prepare-release.tsx#PrepareRelease'] },
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  hooks: { beforeChange: [rememberRead], afterChange: [auditRelease] },
  endpoints: releaseEndpoints,
  fields: releaseFields,
};
