import { sectionIds } from '@plaincode/content-schemas';
import type { Field } from 'payload';
import { sectionFields, sectionTitles } from '../../workflow/sections.ts';
import { slugField, tierField } from '../fields.ts';

export const codeSystemFields: Field[] = [
  slugField('The first part of every page address of this set: /hcpcs/J9000/.'),
  { name: 'name', label: 'Full name', type: 'text', required: true },
  {
    name: 'shortName',
    label: 'Name before a code',
    type: 'text',
    required: true,
    admin: { description: 'With its mark where it has one: HCPCS, CPT®.' },
  },
  {
    name: 'rightsHolder',
    label: 'Rights holder',
    type: 'relationship',
    relationTo: 'rights-holders',
    required: true,
  },
  { name: 'description', label: 'What this set is for', type: 'textarea' },
  {
    name: 'licensed',
    label: 'Licensed set',
    type: 'checkbox',
    defaultValue: false,
    admin: {
      description:
        'Descriptors of a licensed set stay in their own section; lists and titles show plain titles.',
    },
  },
  {
    name: 'licence',
    label: 'Licence record',
    type: 'group',
    admin: { condition: (data) => data.licensed === true },
    fields: [
      { name: 'holder', label: 'Licence holder', type: 'text' },
      { name: 'number', label: 'Licence number', type: 'text' },
      { name: 'validFrom', label: 'Valid from', type: 'date' },
      { name: 'validTo', label: 'Valid to', type: 'date' },
      {
        name: 'statedBy',
        label: 'Stated by',
        type: 'text',
        admin: { description: 'Who states that this licence is held.' },
      },
      { name: 'statedOn', label: 'Stated on', type: 'date' },
    ],
  },
  tierField('descriptorTier', 'Who may read the official descriptor', 'open'),
  tierField('explanationTier', 'Who may read the explanation', 'metered'),
  {
    name: 'sectionTiers',
    label: 'Who may read the sections',
    type: 'group',
    fields: sectionIds.map((id) => tierField(sectionFields[id], sectionTitles[id], 'registered')),
  },
  {
    name: 'fileFormat',
    label: 'Format of the release files',
    type: 'select',
    required: true,
    options: [
      { value: 'hcpcs', label: 'HCPCS Level II' },
      { value: 'icd-10-cm-order', label: 'ICD-10-CM order file' },
      { value: 'cpt', label: 'CPT data files' },
    ],
  },
];
