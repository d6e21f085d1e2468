/** The people of the desk. */
export const roles = ['editor', 'reviewer', 'publisher', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What can be done to a collection or global. `unlock` frees an account after too many wrong passwords. */
export const operations = ['create', 'read', 'readVersions', 'update', 'delete', 'unlock'] as const;
export type Operation = (typeof operations)[number];

/** `all`: every document. `own`: only the documents that belong to the person. */
export type Scope = 'all' | 'own' | 'none';

type Grants = Partial<Record<Operation, Partial<Record<Role, 'all' | 'own'>>>>;

const everyone = { editor: 'all', reviewer: 'all', publisher: 'all', admin: 'all' } as const;
const everyonesOwn = { editor: 'own', reviewer: 'own', publisher: 'own', admin: 'own' } as const;
const writers = { editor: 'all', reviewer: 'all', admin: 'all' } as const;
const adminOnly = { admin: 'all' } as const;
const publishing = { publisher: 'all', admin: 'all' } as const;
const leads = { reviewer: 'all', publisher: 'all', admin: 'all' } as const;

/** Written by an import or by the desk itself, never by a person: to be read only. */
const record: Grants = { read: everyone };
const adminEdited: Grants = { read: everyone, create: adminOnly, update: adminOnly };
/** The desk's own workings: nobody reaches them through the API. */
const closed: Grants = {};

/**
 * Who may do what. What is not written here is refused, so a new collection is closed until it has a
 * line. Nothing that people wrote can be deleted; a rule that hands out work is a setting.
 */
export const permissions: Readonly<Record<string, Grants>> = {
  'code-systems': adminEdited,
  'rights-holders': adminEdited,
  'copyright-notices': {
    read: everyone,
    create: publishing,
    update: publishing,
  },
  editions: record,
  imports: record,
  codes: record,
  'code-facts': record,
  replacements: { read: everyone, create: writers, update: writers },
  'edition-orders': record,
  'approved-revisions': record,
  'audit-log': record,
  'change-batches': record,
  updates: record,
  'work-items': { read: everyone, update: everyone },
  'error-reports': { read: everyone, update: writers },
  'assignment-rules': { read: everyone, create: leads, update: leads, delete: leads },
  releases: { read: everyone, update: publishing },
  'publish-runs': record,
  explanations: { read: everyone, readVersions: everyone, create: writers, update: writers },
  'style-rules': { read: everyone, create: writers, update: writers },
  'house-words': { read: everyone, create: writers, update: writers },
  'text-templates': { read: everyone, create: writers, update: writers },
  media: { read: everyone, create: writers, update: writers },
  staff: {
    read: everyone,
    create: adminOnly,
    update: { editor: 'own', reviewer: 'own', publisher: 'own', admin: 'all' },
    unlock: adminOnly,
  },
  'access-plan': { read: everyone, update: adminOnly },
  'site-settings': { read: everyone, update: adminOnly },
  /** List columns and collapsed panels: each person's own. */
  'payload-preferences': {
    create: everyonesOwn,
    read: everyonesOwn,
    update: everyonesOwn,
    delete: everyonesOwn,
  },
  /** Saved views of lists; each says with whom it is shared. */
  'payload-query-presets': {
    create: everyone,
    read: everyonesOwn,
    update: everyonesOwn,
    delete: everyonesOwn,
  },
  /** Who is working on which document. A courtesy, not a fence: anyone may take a document over. */
  'payload-locked-documents': { read: everyone, update: everyone, delete: everyonesOwn },
  'save-claims': closed,
  /** Read and written beside the texts, by `discussion/`. */
  comments: closed,
  notices: closed,
  mails: { read: publishing },
  'payload-jobs': closed,
  'payload-kv': closed,
  'payload-migrations': closed,
};

/** How far a role may do something; `none` for anonymous visitors and for whatever is not in the table. */
export function scopeOf(role: Role | null, entity: string, operation: Operation): Scope {
  if (role === null) return 'none';
  return permissions[entity]?.[operation]?.[role] ?? 'none';
}

/** The roles that may do something at all, to be named where another one is refused. */
export function rolesThatMay(entity: string, operation: Operation): Role[] {
  return roles.filter((role) => scopeOf(role, entity, operation) !== 'none');
}

/** Who may start a publish of the site. */
export const publishers: readonly Role[] = ['publisher', 'admin'];

export function mayPublish(role: Role | null): boolean {
  return role !== null && publishers.includes(role);
}
