import { type FlattenedField, getFieldByPath } from 'payload';

/** Comparisons of dates; the others take words of any kind. */
const ofTime = ['equals', 'not_equals', 'in', 'not_in', 'less_than', 'less_than_equal', 'greater_than'];
const timeOperators = new Set([...ofTime, 'greater_than_equal']);

/** Comparisons of places on a map, of which the desk holds none. */
const ofPlaces = new Set(['near', 'within', 'intersects']);
const ofLists = new Set(['in', 'not_in', 'all', 'contains']);
const ofWords = new Set(['like', 'not_like']);

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
    const whole = wholeField(name, fields);
    if (whole !== null) return [`${place}: ask for ${whole} as a whole; its parts cannot be asked for.`];
    const field = fieldOf(name, fields);
    return Object.entries(given).flatMap(([operator, value]) =>
      unfitValue(`${place}[${operator}]`, operator, value, field),
    );
  });
}

function unfitValue(
  place: string,
  operator: string,
  value: unknown,
  field: FlattenedField | undefined,
): string[] {
  const values = Array.isArray(value) ? value : [value];
  if (!values.every(isPlain)) return [`${place}: write one value, or a list of them.`];
  const type = field?.type;
  const holdsMany = field !== undefined && 'hasMany' in field && field.hasMany === true;
  if (ofPlaces.has(operator) || (operator === 'all' && field && !holdsMany))
    return [`${place}: this field cannot be compared so. Write equals, in, like or contains.`];
  const mayList = ofLists.has(operator) || type === 'relationship' || type === 'upload';
  if (Array.isArray(value) && !mayList)
    return [`${place}: write one value. For several, ask with in, such as [in]=A,B.`];
  if (ofWords.has(operator) && typeof value !== 'string') return [`${place}: write a text.`];
  if (type !== 'date' || !timeOperators.has(operator)) return [];
  const times = values.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
  return times.every(isTime) ? [] : [`${place}: write a date and time, such as 2026-01-31T09:00:00Z.`];
}

/** A version holds the document's fields under a name of its own; Payload reads two underscores as a dot. */
const pathOf = (name: string): string => name.replaceAll('__', '.').replace(/^version\./, '');

const fieldOf = (name: string, fields: FlattenedField[]): FlattenedField | undefined =>
  getFieldByPath({ fields, path: pathOf(name) })?.field;

/** The field without named parts that a path leads into: a text of the editor, or what the desk recorded. */
function wholeField(name: string, fields: FlattenedField[]): string | null {
  const parts = pathOf(name).split('.');
  for (let length = 1; length < parts.length; length += 1) {
    const path = parts.slice(0, length).join('.');
    if (['json', 'richText'].includes(getFieldByPath({ fields, path })?.field.type ?? '')) return path;
  }
  return null;
}

const isJunction = (name: string): boolean => ['and', 'or'].includes(name.toLowerCase());

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** Also what stands for "none": filters of the desk's lists ask for an empty date so. */
const isTime = (value: unknown): boolean =>
  value === null || ['', 'null'].includes(String(value)) || !Number.isNaN(Date.parse(String(value)));

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
