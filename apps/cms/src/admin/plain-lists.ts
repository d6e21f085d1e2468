import type { CollectionConfig, Field } from 'payload';

/**
 * Lists offer as columns what people can read there: Payload would offer data that forms do not show, and whole documents as
 * JSON, besides. What a list shows from the beginning stays, such as the code that a text's form has in two fields.
 */
export function withPlainLists(collection: CollectionConfig): CollectionConfig {
  const shown = new Set(collection.admin?.defaultColumns);
  const plain = <Any extends Field>(field: Any): Any => {
    if (field.type === 'tabs')
      return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: tab.fields.map(plain) })) };
    if (field.type === 'row' || field.type === 'collapsible' || field.type === 'group')
      return { ...field, fields: field.fields.map(plain) };
    const { admin = {} } = field;
    const unread = field.type === 'json' || ('hidden' in admin && admin.hidden === true);
    const isShown = 'name' in field && shown.has(field.name);
    return unread && !isShown ? { ...field, admin: { ...admin, disableListColumn: true } } : field;
  };
  return { ...collection, fields: collection.fields.map(plain) };
}
