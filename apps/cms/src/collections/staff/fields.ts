import { isOneLine } from '@plaincode/content-schemas';
import type { Field, FieldAccess, TextFieldSingleValidation } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { roles } from '../../workflow/permissions.ts';

const adminsOnly: FieldAccess = ({ req }) => actorOf(req)?.role === 'admin';

/** Nobody changes their own role or switches themselves off: the last admin would lock the desk for good. */
const adminsOfOthers: FieldAccess = ({ req, id }) => {
  const actor = actorOf(req);
  return actor?.role === 'admin' && actor.id !== String(id);
};

const byTheDesk: FieldAccess = () => false;

const longestName = 80;

/** Names stand in the audit log, in mail and on pages: one that runs over lines could pass for a row of its own. */
const aName: TextFieldSingleValidation = (value, { required }) => {
  if (!value && !required) return true;
  if (!value?.trim()) return 'Write a name.';
  if (!isOneLine(value)) return 'Write the name in one line, of letters that can be seen.';
  return value.length <= longestName || `Write a name of at most ${longestName} characters.`;
};

export const staffFields: Field[] = [
  { name: 'name', label: 'Name', type: 'text', required: true, validate: aName },
  {
    name: 'publicName',
    label: 'Name on pages',
    type: 'text',
    validate: aName,
    access: { create: adminsOnly, update: adminsOnly },
    admin: {
      description:
        'Readers see it under every text that this person approved: “Reviewed by …”. Empty: the publisher alone is named. Admins set it.',
    },
  },
  {
    name: 'role',
    label: 'Role',
    type: 'select',
    required: true,
    defaultValue: 'editor',
    access: { create: adminsOnly, update: adminsOfOthers },
    options: roles.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
    admin: {
      description:
        'Editors write. Reviewers write and approve. Publishers publish the site. Admins do all of it and keep the settings.',
    },
  },
  {
    name: 'active',
    label: 'May sign in',
    type: 'checkbox',
    defaultValue: true,
    access: { create: adminsOnly, update: adminsOfOthers },
  },
  {
    name: 'passwordBy',
    type: 'json',
    access: { create: byTheDesk, update: byTheDesk },
    admin: { hidden: true, disableListColumn: true, disableListFilter: true },
  },
  {
    name: 'mail',
    label: 'Gets mail',
    type: 'checkbox',
    defaultValue: true,
    admin: {
      description:
        'When somebody names this person, comments on their text, asks for changes, answers, or gives them work.',
    },
  },
];
