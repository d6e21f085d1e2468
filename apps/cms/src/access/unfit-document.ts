import type { FlattenedField } from 'payload';
import { isRecord } from './unfit-filter.ts';
import { hasNul, unfitRichText } from './unfit-rich-text.ts';

/** What forms send along with every document, and Payload passes over or judges by itself. */
const besides = ['id', 'createdAt', 'updatedAt', 'deletedAt', '_status', 'globalType', 'file'];
const ofAccounts = ['password', 'confirm-password', 'collection', '_strategy', 'sessions'];

/**
 * What is wrong with a document as it came in, each as a sentence that begins with the place; none where all of it can be
 * read. Only names and kinds are looked at: what a field may say is judged by its own rules.
 */
export function unfitDocument(data: unknown, fields: FlattenedField[], account = false): string[] {
  if (!isRecord(data)) return ['body: send a document as JSON, such as {"FIELD": "VALUE"}.'];
  return unfitFields(data, fields, '', account ? [...besides, ...ofAccounts] : besides);
}

function unfitFields(
  data: Record<string, unknown>,
  fields: FlattenedField[],
  at: string,
  also: readonly string[],
): string[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    const place = `${at}${name}`;
    if (field) return unfitField(field, value, place);
    if (name === 'password' && also.includes(name) && value && typeof value !== 'string')
      return [`${place}: write a text.`];
    return also.includes(name) ? [] : [`${place}: there is no such field. There are ${namesOf(fields)}.`];
  });
}

/** Nothing given empties a field; whether it may be empty is judged elsewhere. */
function unfitField(field: FlattenedField, value: unknown, place: string): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (field.type === 'group' || field.type === 'tab')
    return isRecord(value)
      ? unfitFields(value, field.flattenedFields, `${place}.`, [])
      : [`${place}: write an object with ${namesOf(field.flattenedFields)}.`];
  if (field.type === 'array') return unfitRows(field.flattenedFields, value, place);
  if (field.type === 'richText') return unfitRichText(value).map((wrong) => `${place}: ${wrong}`);
  const wrong = kindWanted(field, value);
  return wrong === null ? [] : [`${place}: write ${wrong}.`];
}

/** A form says of a list without rows how many it has. */
function unfitRows(fields: FlattenedField[], value: unknown, place: string): string[] {
  if (value === 0) return [];
  if (!Array.isArray(value)) return [`${place}: write a list.`];
  return value.flatMap((row, index) =>
    isRecord(row)
      ? unfitFields(row, fields, `${place}[${index}].`, ['id'])
      : [`${place}[${index}]: write an object with ${namesOf(fields)}.`],
  );
}

/** What should stand there; null where it does. */
function kindWanted(field: FlattenedField, value: unknown): string | null {
  const many = 'hasMany' in field && field.hasMany === true;
  const all = (test: (one: unknown) => boolean) =>
    many ? Array.isArray(value) && value.every(test) : test(value);
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'email':
    case 'code':
      if (!all((one) => typeof one === 'string')) return many ? 'a list of texts' : 'a text';
      return all((one) => !hasNul(one)) ? null : `${many ? 'texts' : 'a text'} without the character NUL`;
    case 'select':
    case 'radio': {
      const known = field.options.map((option) => (typeof option === 'string' ? option : option.value));
      if (!all((one) => typeof one === 'string')) return many ? 'a list of texts' : 'a text';
      /* What only the desk writes is left out of what comes in, whatever it says. */
      const ownMatter = field.access?.update !== undefined;
      return ownMatter || all((one) => known.some((option) => option === one))
        ? null
        : `${many ? 'a list of some of' : 'one of'} ${known.join(', ')}`;
    }
    case 'number':
      return all((one) => !Number.isNaN(Number(one)) && !Array.isArray(one)) ? null : 'a number';
    case 'checkbox':
      return ['boolean', 'string'].includes(typeof value) ? null : 'true or false';
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? null
        : 'a date and time, such as 2026-01-31T09:00:00Z';
    case 'json':
      return typeof value === 'object' ? null : 'an object or a list';
    case 'relationship':
    case 'upload':
      if (Array.isArray(field.relationTo)) return null;
      return all((one) => typeof one === 'string') ? null : many ? 'a list of ids' : 'the id of a document';
    default:
      return null;
  }
}

function namesOf(fields: FlattenedField[]): string {
  const known = fields.filter((field) => !('hidden' in field && field.hidden));
  return known
    .map(({ name }) => name)
    .filter((name) => !besides.includes(name))
    .join(', ');
}
