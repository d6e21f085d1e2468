import {
  type CollectionAfterReadHook,
  type CollectionBeforeChangeHook,
  type CollectionSlug,
  type FlattenedField,
  getFieldByPath,
  type SanitizedConfig,
} from 'payload';
import { mostAtOnce } from './bounded-lists.ts';
import { BadRequest } from './parse-request.ts';
import { isRecord, unfitFilter } from './unfit-filter.ts';

type FieldsOf = (collection: string) => FlattenedField[];

/**
 * A view that somebody kept of a list is opened by others, and a list remembers how each person left it. A view is kept only
 * where its list can be asked so, and of what is stored all the same a list takes what it understands: it never stays blank.
 */
export function checkViews({ collections }: SanitizedConfig): void {
  const fieldsOf: FieldsOf = (slug) => collections.find((one) => one.slug === slug)?.flattenedFields ?? [];
  for (const { slug, hooks } of collections) {
    if (slug === 'payload-query-presets') {
      hooks.beforeChange = [...hooks.beforeChange, refuseUnfitView(fieldsOf)];
      hooks.afterRead = [...hooks.afterRead, fitView(fieldsOf)];
    }
    if (slug === 'payload-preferences') hooks.afterRead = [...hooks.afterRead, fitPreference(fieldsOf)];
  }
}

/** Throws `BadRequest`, or Payload's `QueryError` where a field cannot be asked for. */
function refuseUnfitView(fieldsOf: FieldsOf): CollectionBeforeChangeHook {
  return async ({ data, req }) => {
    const { relatedCollection, where, columns } = data;
    const collection = relatedCollection as CollectionSlug;
    const wrong = isEmpty(where) ? [] : unfitFilter(where, fieldsOf(collection));
    if (!isEmpty(columns) && !areColumns(columns))
      wrong.push('columns: write a list, each with its accessor and whether it is active.');
    if (wrong.length > 0) throw new BadRequest(`The view is not understood. ${wrong.slice(0, 5).join(' ')}`);
    if (!isEmpty(where)) await req.payload.count({ collection, where, req, overrideAccess: false });
    return data;
  };
}

function fitView(fieldsOf: FieldsOf): CollectionAfterReadHook {
  return ({ doc }) => {
    const { where, columns } = doc;
    const isUnfit = !isEmpty(where) && unfitFilter(where, fieldsOf(doc.relatedCollection)).length > 0;
    return { ...doc, where: isUnfit ? null : where, columns: areColumns(columns) ? columns : null };
  };
}

const ofList = 'collection-';

function fitPreference(fieldsOf: FieldsOf): CollectionAfterReadHook {
  return ({ doc }) => {
    const { key, value } = doc;
    if (!String(key).startsWith(ofList) || !isRecord(value)) return doc;
    const fits = partsThatFit(fieldsOf(String(key).slice(ofList.length)));
    const kept = Object.entries(value).filter(([name, part]) => fits[name]?.(part) ?? true);
    return { ...doc, value: Object.fromEntries(kept) };
  };
}

const partsThatFit = (fields: FlattenedField[]): Record<string, (part: unknown) => boolean> => ({
  columns: areColumns,
  limit: (limit) => Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= mostAtOnce,
  preset: (preset) => typeof preset === 'string',
  sort: (sort) =>
    typeof sort === 'string' &&
    sort.split(',').every((name) => isField(name.trim().replace(/^-/, ''), fields)),
});

const isField = (path: string, fields: FlattenedField[]): boolean =>
  path === 'id' || Boolean(getFieldByPath({ fields, path }));

const areColumns = (columns: unknown): boolean =>
  Array.isArray(columns) &&
  columns.every(
    (column) => isRecord(column) && typeof column.accessor === 'string' && typeof column.active === 'boolean',
  );

const isEmpty = (value: unknown): boolean => value === undefined || value === null;
