import type { CollectionConfig } from 'payload';
import { auditSetting } from '../../audit/setting-events.ts';
import { guardedCollection } from '../../second-person/guard.ts';
import { codeSystemFields } from './fields.ts';

export const codeSystems: CollectionConfig = guardedCollection('code-systems', {
  slug: 'code-systems',
  labels: { singular: 'Code set', plural: 'Code sets' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description: 'The code sets that the site explains, their rights holders and who may read what.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'slug', 'rightsHolder', 'licensed'],
    listSearchableFields: ['name', 'slug', 'shortName'],
  },
  defaultSort: 'slug',
  disableDuplicate: true,
  hooks: { afterChange: [auditSetting] },
  fields: codeSystemFields,
});
