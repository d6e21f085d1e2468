import type { CollectionConfig, Field } from 'payload';

/**
 * Lists offer as columns what people can read there: Payload would offer data that forms do not show, and whole documents as
 * JSON, besides.
 */
export function withPlainLists(collection: CollectionConfig): CollectionConfig {
  return { ...collection, fields: collection.fields.map(plain) };
}

function plain<Any extends Field>(field: Any): Any {
  if (field.type === 'tabs')
    return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: tab.fields.map(plain) })) };
  if (field.type === 'row' || field.type === 'collapsible' || field.type === 'group')
    return { ...field, fields: field.fields.map(plain) };
  const { admin = {} } = field;
  const unread = field.type === 'json' || ('hidden' in admin && admin.hidden === true);
  return unread ? { ...field, admin: { ...admin, disableListColumn: true } } : field;
}
