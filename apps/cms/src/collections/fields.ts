import { type accessTier, slug } from '@plaincode/content-schemas';
import type { JSONField, SelectField, TextField } from 'payload';

export const tierOptions = [
  { value: 'open', label: 'Open to all' },
  { value: 'metered', label: 'Metered: costs one view' },
  { value: 'registered', label: 'Free account' },
  { value: 'subscriber', label: 'Subscription' },
] satisfies { value: (typeof accessTier.options)[number]; label: string }[];

/** Access to a field that the desk itself sets, whatever a request says. */
export const serverOnly = { create: () => false, update: () => false };

/** A field that holds an access tier. Without a default, empty means "as the code set says". */
export function tierField(
  name: string,
  label: string,
  defaultValue?: (typeof accessTier.options)[number],
): SelectField {
  return {
    name,
    label,
    type: 'select',
    options: tierOptions,
    ...(defaultValue ? { defaultValue, required: true } : {}),
  };
}

/**
 * The id that people read: `hcpcs`, `cms-2025-notice`. Unique, the same everywhere in the system, and never changed: what else
 * is stored names it, and would speak of another thing.
 */
export function slugField(description: string): TextField {
  return {
    name: 'slug',
    label: 'Short id',
    type: 'text',
    required: true,
    unique: true,
    index: true,
    access: { update: () => false },
    admin: { description },
    validate: (value: unknown) =>
      slug.safeParse(value).success || 'Use lower-case letters and digits, words joined by hyphens.',
  };
}

/** Data that the desk writes and people only read. */
export function jsonField(name: string, label: string, required = false): JSONField {
  return {
    name,
    label,
    type: 'json',
    required,
    admin: { components: { Field: '/src/admin/json-view.tsx#JsonView' } },
  };
}
