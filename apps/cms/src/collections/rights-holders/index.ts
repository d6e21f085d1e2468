import type { CollectionConfig } from 'payload';
import { auditSetting } from '../../audit/setting-events.ts';
import { guardedCollection } from '../../second-person/guard.ts';
import { slugField } from '../fields.ts';

export const rightsHolders: CollectionConfig = guardedCollection('rights-holders', {
  slug: 'rights-holders',
  labels: { singular: 'Rights holder', plural: 'Rights holders' },
  admin: {
    hideAPIURL: true,
    group: 'Notices',
    description: 'Who holds the rights in a text: an agency, an association, the publisher.',
    useAsTitle: 'name',
    defaultColumns: ['name', 'slug'],
    listSearchableFields: ['name', 'slug'],
  },
  defaultSort: 'name',
  disableDuplicate: true,
  hooks: { afterChange: [auditSetting] },
  fields: [slugField('Such as cms or nchs.'), { name: 'name', label: 'Name', type: 'text', required: true }],
});
