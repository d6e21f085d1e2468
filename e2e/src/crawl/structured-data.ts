import type { ReadPage } from './read-page.ts';

export type Thing = Record<string, unknown> & { '@type': string };

/** What each kind of thing that a page names may not lack. */
const required: Record<string, string[]> = {
  MedicalWebPage: ['@id', 'url', 'name', 'inLanguage', 'mainEntity', 'publisher', 'isAccessibleForFree'],
  MedicalCode: ['@id', 'codeValue', 'codingSystem', 'inCodeSet', 'name'],
  BreadcrumbList: ['itemListElement'],
  WebSite: ['name', 'url', 'publisher'],
};

/** What schema.org gives each type that pages use, as far as they use it. */
const allowed: Record<string, string[]> = {
  MedicalWebPage: [
    ...['@id', 'url', 'name', 'inLanguage', 'mainEntity', 'publisher', 'isAccessibleForFree', 'hasPart'],
    ...['lastReviewed', 'dateModified', 'reviewedBy'],
  ],
  MedicalCode: ['@id', 'codeValue', 'codingSystem', 'inCodeSet', 'name', 'description'],
  CategoryCodeSet: ['name', 'url'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  WebSite: ['name', 'url', 'publisher'],
  WebPageElement: ['isAccessibleForFree', 'cssSelector'],
  Organization: ['name', 'url'],
  Person: ['name'],
};

/** The things that a page's JSON-LD names at its top; throws where it is no JSON. */
export function graphOf({ data }: ReadPage): Thing[] {
  return data === null ? [] : (JSON.parse(data) as { '@graph': Thing[] })['@graph'];
}

/** Everything in a value that names its type, however deep. */
export function typedThings(value: unknown): Thing[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(typedThings);
  return '@type' in value ? [value as Thing, ...within] : within;
}

/** The pages that the crumbs of a page lead to. */
export const crumbPaths = (page: ReadPage, origin: string): string[] =>
  crumbsOf(page).map(({ item }) => item.slice(origin.length));

/** What is wrong with what a page says as JSON-LD, in words. */
export function dataFaults(page: ReadPage, origin: string): string[] {
  if (page.data === null) return page.kind === 'other' ? [] : ['it has no JSON-LD'];
  try {
    const { '@context': context } = JSON.parse(page.data) as { '@context': string };
    const things = graphOf(page);
    return [
      ...(context === 'https://schema.org' ? [] : [`its JSON-LD speaks ${context}`]),
      ...typedThings(things).flatMap(strangeParts),
      ...things.flatMap(missingParts),
      ...typesOf(page, things),
      ...crumbFaults(page, origin),
      ...things.flatMap((thing) => (thing['@type'] === 'MedicalWebPage' ? accessFaults(page, thing) : [])),
    ];
  } catch (error) {
    return [`its JSON-LD cannot be read: ${error instanceof Error ? error.message : error}`];
  }
}

function strangeParts({ '@type': type, ...properties }: Thing): string[] {
  const known = allowed[type];
  if (!known) return [`schema.org's ${type} is not expected`];
  return Object.keys(properties)
    .filter((name) => !known.includes(name))
    .map((name) => `${type} has no ${name}`);
}

function missingParts(thing: Thing): string[] {
  const { '@type': type } = thing;
  const fields = required[type];
  if (!fields) return [`${type} stands at the top`];
  return fields
    .filter((field) => [undefined, null, ''].includes(thing[field] as string))
    .map((field) => `${type} lacks ${field}`);
}

const typesByKind: Partial<Record<ReadPage['kind'], string[]>> = {
  code: ['MedicalWebPage', 'MedicalCode', 'BreadcrumbList'],
  list: ['BreadcrumbList'],
  'code-set': ['BreadcrumbList'],
  home: ['WebSite'],
};

function typesOf({ kind }: ReadPage, things: readonly Thing[]): string[] {
  const named = things.map((thing) => thing['@type']);
  return (typesByKind[kind] ?? [])
    .filter((type) => !named.includes(type))
    .map((type) => `it names no ${type}`);
}

interface Crumb {
  position: number;
  name: string;
  item: string;
}

function crumbsOf(page: ReadPage): Crumb[] {
  const crumbs = graphOf(page).find((thing) => thing['@type'] === 'BreadcrumbList');
  return (crumbs?.itemListElement ?? []) as Crumb[];
}

/** Crumbs are counted from one and end at the page itself. */
function crumbFaults(page: ReadPage, origin: string): string[] {
  const crumbs = crumbsOf(page);
  if (crumbs.length === 0) return [];
  const inOrder = crumbs.every(({ position, name }, at) => position === at + 1 && name !== '');
  return [
    ...(inOrder ? [] : ['its crumbs are not counted or not named']),
    ...(crumbs.at(-1)?.item === origin + page.path ? [] : ['its crumbs end elsewhere']),
  ];
}

/** A page with an envelope says which of its places stand behind the gate; they are there. */
function accessFaults({ sealed, gated }: ReadPage, { isAccessibleForFree, hasPart }: Thing): string[] {
  if (isAccessibleForFree === sealed) return [`isAccessibleForFree is ${isAccessibleForFree}`];
  if (!sealed) return [];
  const part = hasPart as Partial<Thing> | undefined;
  const said = part?.isAccessibleForFree === false && part.cssSelector === '.gated' && gated;
  return said ? [] : ['it does not say what stands behind the gate'];
}
