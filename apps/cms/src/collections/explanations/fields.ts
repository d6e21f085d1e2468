import { sectionIds } from '@plaincode/content-schemas';
import type { CollapsibleField, Field } from 'payload';
import { longestCorrection } from '../../workflow/corrections.ts';
import { coverages } from '../../workflow/families/labels.ts';
import { type SectionField, sectionFields, sectionTitles } from '../../workflow/sections.ts';
import { tierField } from '../fields.ts';
import { explanationEditor } from './editor.ts';
import { workflowFields } from './workflow-fields.ts';

const correctionField: Field = {
  name: 'correction',
  label: 'What was corrected',
  type: 'textarea',
  maxLength: longestCorrection,
  admin: {
    description:
      'Only where the text that readers have was wrong: one sentence that says what was wrong and what is right. Everybody reads it with the day on which it goes live, under the text and in the list of corrections. It is reviewed with the text. Do not enter patient information.',
  },
};

export const explanationFields: Field[] = [
  {
    name: 'merge',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/lines/merge-banner.tsx#MergeBanner' },
      disableListColumn: true,
    },
  },
  {
    name: 'approvedBefore',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/approved-before.tsx#ApprovedBefore' },
      disableListColumn: true,
    },
  },
  {
    type: 'row',
    fields: [
      {
        name: 'codeSet',
        label: 'Code set',
        type: 'text',
        admin: {
          width: '50%',
          components: { Field: '/src/admin/belongs/code-set-field.tsx#CodeSetField' },
        },
      },
      {
        name: 'code',
        label: 'Code',
        type: 'text',
        admin: { width: '50%', description: 'Without dot, such as J9000 or E119.' },
      },
    ],
  },
  {
    name: 'official',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/beside/beside.tsx#Beside' },
      disableListColumn: true,
    },
  },
  {
    name: 'covers',
    label: 'Written for',
    type: 'radio',
    defaultValue: 'code',
    options: Object.entries(coverages).map(([value, label]) => ({ value, label })),
    admin: {
      layout: 'horizontal',
      description: 'Codes below it read this text as long as they have none of their own, or a nearer one.',
    },
  },
  {
    name: 'template',
    type: 'ui',
    admin: {
      components: { Field: '/src/admin/templates/template-offer.tsx#TemplateOffer' },
      disableListColumn: true,
    },
  },
  {
    type: 'tabs',
    tabs: [
      {
        label: 'Explanation',
        fields: [
          {
            name: 'plainTitle',
            label: 'Plain title',
            type: 'text',
            maxLength: 80,
            admin: {
              description:
                'Heads the page and its search results. At most 80 characters, in your own words. Do not enter patient information.',
            },
          },
          {
            name: 'body',
            label: 'Explanation in common language',
            type: 'richText',
            editor: explanationEditor,
            admin: {
              description: 'Its beginning is open to everybody: 50 words or a third, whichever is less.',
            },
          },
        ],
      },
      {
        label: 'Sections',
        description: 'A section without text shows what official sources hold, or else "No data held".',
        fields: [
          {
            name: 'sections',
            label: false,
            type: 'group',
            admin: { hideGutter: true },
            fields: sectionIds.map(section),
          },
        ],
      },
      {
        label: 'Correction',
        fields: [correctionField],
      },
      {
        label: 'Family',
        description:
          'A slot such as {{laterality}} in the text is filled for each code with the words for its value.',
        admin: { condition: (data) => data.covers === 'family' },
        fields: [
          {
            name: 'slots',
            label: 'Slots',
            type: 'json',
            admin: { components: { Field: '/src/admin/families/slot-table.tsx#SlotTable' } },
          },
          {
            name: 'family',
            type: 'ui',
            admin: {
              components: { Field: '/src/admin/families/family-panel.tsx#FamilyPanel' },
              disableListColumn: true,
            },
          },
        ],
      },
    ],
  },
  {
    name: 'hints',
    type: 'ui',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/workflow-hints.tsx#WorkflowHints' },
      disableListColumn: true,
    },
  },
  {
    name: 'discussion',
    type: 'ui',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/discussion/discussion-of-form.tsx#DiscussionOfForm' },
      disableListColumn: true,
    },
  },
  {
    name: 'spelling',
    type: 'ui',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/spelling/spelling-hints.tsx#SpellingHints' },
      disableListColumn: true,
    },
  },
  {
    name: 'lines',
    type: 'ui',
    admin: {
      position: 'sidebar',
      components: { Field: '/src/admin/lines/lines-of-code.tsx#LinesOfCode' },
      disableListColumn: true,
    },
  },
  {
    name: 'notice',
    label: 'Copyright notice',
    type: 'relationship',
    relationTo: 'copyright-notices',
    filterOptions: { active: { not_equals: false }, uses: { in: ['line'] } },
    admin: { position: 'sidebar', allowCreate: false, description: 'Printed under the explanation.' },
  },
  {
    name: 'appliesFrom',
    label: 'Applies from edition',
    type: 'text',
    admin: {
      position: 'sidebar',
      components: {
        Field: '/src/admin/belongs/edition-field.tsx#EditionField',
        Cell: '/src/admin/names/name-cells.tsx#EditionCell',
      },
    },
  },
  ...workflowFields(),
];

function section(id: (typeof sectionIds)[number]): CollapsibleField {
  const name: SectionField = sectionFields[id];
  return {
    type: 'collapsible',
    label: sectionTitles[id],
    admin: { initCollapsed: true },
    fields: [
      {
        name,
        label: false,
        type: 'group',
        admin: { hideGutter: true },
        fields: [
          {
            name: 'summary',
            label: 'Open summary',
            type: 'text',
            admin: {
              description: 'One sentence on what is inside. Everybody reads it: it gives nothing away.',
            },
          },
          {
            ...tierField('tier', 'Who may read it'),
            admin: { description: 'Empty: as the code set says.' },
          },
          { name: 'body', label: 'Text', type: 'richText', editor: explanationEditor },
        ],
      },
    ],
  };
}
