import type { CollectionConfig } from 'payload';
import { auditStaff, auditUnlock } from '../../audit/staff-events.ts';
import { rememberRead } from '../../database/changes-alone.ts';
import type { CmsEnv } from '../../env.ts';
import { guardedCollection } from '../../second-person/guard.ts';
import { staffFields } from './fields.ts';
import { notePassword, refuseInactive, refuseSelfRegistration, refuseShortPassword } from './hooks.ts';

const tenMinutes = 10 * 60 * 1000;

/** The people of the desk. Readers of the site are no staff: their accounts live in the gate. */
export function staff(env: Pick<CmsEnv, 'url'>): CollectionConfig {
  return guardedCollection('staff', {
    slug: 'staff',
    labels: { singular: 'Member of staff', plural: 'Staff' },
    admin: {
      hideAPIURL: true,
      group: 'People',
      description: 'Who works here, and in which role. People who leave are switched off, not deleted.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'email', 'role', 'active'],
      listSearchableFields: ['name', 'email'],
    },
    auth: {
      tokenExpiration: 8 * 60 * 60,
      maxLoginAttempts: 6,
      lockTime: tenMinutes,
      useSessions: true,
      cookies: { sameSite: 'Strict', secure: env.url.startsWith('https://') },
    },
    defaultSort: 'name',
    disableDuplicate: true,
    hooks: {
      beforeValidate: [refuseShortPassword],
      beforeChange: [refuseSelfRegistration, notePassword, rememberRead],
      afterChange: [auditStaff],
      afterOperation: [auditUnlock],
      beforeLogin: [refuseInactive],
    },
    fields: staffFields,
  });
}
