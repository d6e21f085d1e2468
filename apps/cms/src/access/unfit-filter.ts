import { type FlattenedField, getFieldByPath } from 'payload';

/** Comparisons of dates; the others take words of any kind. */
const ofTime = ['equals', 'not_equals', 'in', 'not_in', 'less_than', 'less_than_equal', 'greater_than'];
const timeOperators = new Set([...ofTime, 'greater_than_equal']);

/**
 * What is wrong with a filter as it came in, each as a sentence that begins with the place; none where it can be asked.
 * Whether a field may be asked for is Payload's matter.
 */
export function unfitFilter(where: unknown, fields: FlattenedField[], at = 'where'): string[] {
  if (!isRecord(where)) return [`${at}: write a filter, such as ${at}[FIELD][equals]=VALUE.`];
  return Object.entries(where).flatMap(([name, given]) => {
    const place = `${at}[${name}]`;
    if (isJunction(name)) {
      if (!Array.isArray(given)) return [`${place}: write a list of filters, such as ${place}[0].`];
      return given.flatMap((one, index) => unfitFilter(one, fields, `${place}[${index}]`));
    }
    if (!isRecord(given)) return [`${place}: write a comparison, such as ${place}[equals]=VALUE.`];
    return Object.entries(given).flatMap(([operator, value]) =>
      unfitValue(`${place}[${operator}]`, operator, value, kindOf(name, fields)),
    );
  });
}

function unfitValue(place: string, operator: string, value: unknown, type: string | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  if (!values.every(isPlain)) return [`${place}: write one value, or a list of them.`];
  if (type !== 'date' || !timeOperators.has(operator)) return [];
  const times = values.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
  return times.every(isTime) ? [] : [`${place}: write a date and time, such as 2026-01-31T09:00:00Z.`];
}

/** A version holds the document's fields under a name of its own. */
const kindOf = (name: string, fields: FlattenedField[]): string | undefined =>
  getFieldByPath({ fields, path: name.replace(/^version\./, '') })?.field.type;

const isJunction = (name: string): boolean => ['and', 'or'].includes(name.toLowerCase());

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** Also what stands for "none": filters of the desk's lists ask for an empty date so. */
const isTime = (value: unknown): boolean =>
  value === null || ['', 'null'].includes(String(value)) || !Number.isNaN(Date.parse(String(value)));

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
