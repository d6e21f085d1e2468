import type { CollectionBeforeChangeHook, CollectionConfig } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { BadRequest } from '../../access/parse-request.ts';
import { auditReplacement } from '../../audit/replacement-event.ts';
import { bareCode } from '../codes/bare-code.ts';
import { objectionToSuccessor } from './successor-objection.ts';

/**
 * Which code is used now instead of one that left. Sources propose, an editor confirms or declines; pages name
 * confirmed ones only.
 */
export const replacements: CollectionConfig = {
  slug: 'replacements',
  labels: { singular: 'Replacement', plural: 'Replacements' },
  admin: {
    hideAPIURL: true,
    group: 'Code sets',
    description:
      'Codes that take the place of deleted, terminated or divided ones. Official tables propose them; confirm or decline each. Pages name confirmed ones only.',
    useAsTitle: 'key',
    defaultColumns: ['formerCode', 'code', 'codeSet', 'state', 'source'],
    listSearchableFields: ['formerCode', 'code'],
  },
  defaultSort: 'key',
  disableDuplicate: true,
  hooks: { beforeChange: [settle, refuseUnheld], afterChange: [auditReplacement] },
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'codeSet', label: 'Code set', type: 'text', required: true },
        { name: 'formerCode', label: 'Former code', type: 'text', required: true },
        { name: 'code', label: 'Used now', type: 'text', required: true },
      ],
    },
    {
      name: 'state',
      label: 'State',
      type: 'select',
      required: true,
      defaultValue: 'proposed',
      options: [
        { value: 'proposed', label: 'Proposed' },
        { value: 'confirmed', label: 'Confirmed' },
        { value: 'declined', label: 'Declined' },
      ],
    },
    {
      name: 'source',
      label: 'Where it comes from',
      type: 'text',
      admin: { description: 'The official file that names it, or why the editor does.' },
    },
    { name: 'key', label: 'Key', type: 'text', unique: true, admin: { readOnly: true, hidden: true } },
    {
      name: 'decidedBy',
      label: 'Decided by',
      type: 'relationship',
      relationTo: 'staff',
      admin: { readOnly: true },
    },
    { name: 'decidedAt', label: 'Decided', type: 'date', admin: { readOnly: true } },
  ],
};

/** The unique key of a replacement. */
export function replacementKey(codeSet: string, formerCode: string, code: string): string {
  return `${codeSet}/${formerCode}/${code}`;
}

type Hook = Parameters<CollectionBeforeChangeHook>[0];

/** A page can name only a page. Official tables may name codes whose edition is yet to come. */
async function refuseUnheld({ data, originalDoc, req }: Hook) {
  if (req.payloadAPI === 'local') return data;
  const named = ['codeSet', 'formerCode', 'code'].some((field) => data[field] !== originalDoc?.[field]);
  const confirmed = data.state === 'confirmed' && originalDoc?.state !== 'confirmed';
  if (!named && !confirmed) return data;
  const objection = await objectionToSuccessor(req.payload, {
    codeSet: data.codeSet,
    formerCode: data.formerCode,
    code: data.code,
  });
  if (objection !== null) throw new BadRequest(objection);
  return data;
}

/** Codes stand without dots, and who decided of which codes is what the server saw, whatever the form sent. */
function settle({ data, originalDoc, req }: Hook) {
  const codeSet = String(data.codeSet ?? originalDoc?.codeSet ?? '').trim();
  const formerCode = bareCode(String(data.formerCode ?? originalDoc?.formerCode ?? ''));
  const code = bareCode(String(data.code ?? originalDoc?.code ?? ''));
  const state = data.state ?? originalDoc?.state ?? 'proposed';
  const key = replacementKey(codeSet, formerCode, code);
  const same = originalDoc?.state === state && originalDoc?.key === key;
  const actor = actorOf(req);
  return {
    ...data,
    codeSet,
    formerCode,
    code,
    state,
    key,
    decidedBy: same ? (originalDoc?.decidedBy ?? null) : state === 'proposed' ? null : (actor?.id ?? null),
    decidedAt: same
      ? (originalDoc?.decidedAt ?? null)
      : state === 'proposed'
        ? null
        : new Date().toISOString(),
  };
}
