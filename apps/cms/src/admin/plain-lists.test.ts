import type { CollectionConfig, Field } from 'payload';
import { expect, it } from 'vitest';
import { withPlainLists } from './plain-lists.ts';

const hidden = (name: string): Field => ({ name, type: 'text', admin: { hidden: true } });
const columns = (collection: CollectionConfig) =>
  withPlainLists(collection).fields.flatMap((field) =>
    'name' in field && !(field.admin && 'disableListColumn' in field.admin && field.admin.disableListColumn)
      ? field.name
      : [],
  );

it('leaves out what forms do not show, and documents, but for what a list begins with', () => {
  const fields: Field[] = [
    { name: 'title', type: 'text' },
    { name: 'report', type: 'json' },
    hidden('hash'),
    hidden('codeKey'),
  ];
  expect(columns({ slug: 'made', fields })).toEqual(['title']);
  expect(columns({ slug: 'made', fields, admin: { defaultColumns: ['codeKey'] } })).toEqual([
    'title',
    'codeKey',
  ]);
});
