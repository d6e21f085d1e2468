import type { Field } from 'payload';
import { jsonField } from '../fields.ts';

export const codeFields: Field[] = [
  {
    type: 'row',
    fields: [
      { name: 'displayCode', label: 'Code', type: 'text', required: true },
      {
        name: 'codeType',
        label: 'Type',
        type: 'select',
        required: true,
        options: [
          { value: 'procedure', label: 'Procedure' },
          { value: 'modifier', label: 'Modifier' },
          { value: 'diagnosis', label: 'Diagnosis' },
          { value: 'inpatient-procedure', label: 'Inpatient procedure' },
        ],
      },
      { name: 'parent', label: 'Parent code', type: 'text' },
    ],
  },
  { name: 'longDescriptor', label: 'Long descriptor', type: 'textarea' },
  { name: 'mediumDescriptor', label: 'Medium descriptor', type: 'text' },
  { name: 'shortDescriptor', label: 'Short descriptor', type: 'text' },
  { name: 'billable', label: 'Billable', type: 'checkbox' },
  { name: 'present', label: 'In this edition', type: 'checkbox' },
  {
    type: 'row',
    fields: [
      { name: 'codeSet', label: 'Code set', type: 'text', required: true },
      { name: 'edition', label: 'Edition', type: 'text', required: true },
    ],
  },
  jsonField('dates', 'Dates'),
  jsonField('indicators', 'Indicators'),
  {
    type: 'collapsible',
    label: 'How it is stored',
    admin: { initCollapsed: true },
    fields: [
      { name: 'code', label: 'Code without dot', type: 'text', required: true, index: true },
      {
        name: 'key',
        label: 'Key',
        type: 'text',
        required: true,
        unique: true,
        admin: { description: 'Code set, order of the edition, order of the import and code.' },
      },
      { name: 'editionSequence', label: 'Order of the edition', type: 'number', required: true },
      { name: 'import', label: 'Import', type: 'text', required: true },
      { name: 'importSequence', label: 'Order of the import', type: 'number', required: true },
      { name: 'contentHash', label: 'Hash of the content', type: 'text', required: true },
    ],
  },
];
