import type { CollectionConfig } from 'payload';
import { auditSetting } from '../../audit/setting-events.ts';
import { noticeEndpoints } from '../../replace/endpoints.ts';
import { guardedCollection } from '../../second-person/guard.ts';
import { slugField } from '../fields.ts';
import { listUnderNotice, refuseForNothing, refuseSecondNotice } from './hooks.ts';

export const copyrightNotices: CollectionConfig = guardedCollection('copyright-notices', {
  slug: 'copyright-notices',
  labels: { singular: 'Copyright notice', plural: 'Copyright notices' },
  admin: {
    hideAPIURL: true,
    group: 'Notices',
    description: 'Notices word for word as their rights holders gave them. No year is ever computed.',
    useAsTitle: 'slug',
    defaultColumns: ['slug', 'rightsHolder', 'edition', 'text'],
    listSearchableFields: ['slug', 'text', 'edition'],
  },
  defaultSort: 'slug',
  disableDuplicate: true,
  endpoints: noticeEndpoints,
  hooks: {
    beforeChange: [refuseForNothing, refuseSecondNotice],
    afterChange: [auditSetting, listUnderNotice],
  },
  fields: [
    slugField('Such as spt-2026 or publisher-2026.'),
    {
      name: 'rightsHolder',
      label: 'Rights holder',
      type: 'relationship',
      relationTo: 'rights-holders',
      required: true,
    },
    {
      name: 'edition',
      label: 'Given for the edition',
      type: 'text',
      index: true,
      admin: {
        description:
          'An edition such as hcpcs-2025-10-01, or a code set such as hcpcs for all of its editions. Empty for a notice that is not tied to one.',
        components: { afterInput: ['/src/admin/edition-to-come.tsx#EditionToCome'] },
      },
    },
    {
      name: 'uses',
      label: 'Where it is printed',
      type: 'select',
      hasMany: true,
      required: true,
      defaultValue: ['line'],
      options: [
        { value: 'line', label: 'Under the text it covers' },
        { value: 'first-display', label: 'Terms that readers accept before the descriptor first opens' },
        { value: 'fee-data', label: 'Beside fee figures' },
        { value: 'print', label: 'On every printed sheet' },
      ],
    },
    {
      name: 'text',
      label: 'Notice, word for word',
      type: 'textarea',
      required: true,
      admin: { description: 'Its year is part of the text.' },
    },
    {
      name: 'texts',
      type: 'ui',
      admin: {
        components: { Field: '/src/admin/work-lists/move-texts.tsx#MoveTexts' },
        disableListColumn: true,
      },
    },
    {
      name: 'active',
      label: 'In use',
      type: 'checkbox',
      defaultValue: true,
      admin: {
        position: 'sidebar',
        description: 'Only a notice in use is printed. A new one comes into use once a second person agreed.',
      },
    },
  ],
});
