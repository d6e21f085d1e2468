import type { Explanation } from '@plaincode/types/payload';
import type { CollectionBeforeChangeHook } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { codeSystems } from '../../imports/code-systems.ts';
import { refusal } from '../../workflow/refusal.ts';
import { bareCode } from '../codes/bare-code.ts';

/**
 * Refuses a text for a code set that the desk does not hold, and one for what is no code or no edition: together they name the
 * text from then on, so a sign that parts names would make another one of it. A place that stays is not looked at, as a set may
 * have left since; that of an approved text stays in any case. Before the first import the desk holds no set, and texts can be
 * begun.
 */
export const refuseUnknownPlace: CollectionBeforeChangeHook<Explanation> = async ({
  data,
  originalDoc,
  req,
}) => {
  if (originalDoc?.approvedRevision) return data;
  const codeSet = data.codeSet?.trim().toLowerCase();
  if (codeSet && codeSet !== originalDoc?.codeSet) {
    const held = (await codeSystems(req.payload)).map(({ slug }) => slug);
    const known = held.length === 0 ? !codeSet.includes('/') : held.includes(codeSet);
    const offered = held.length === 0 ? [] : [`There are ${inWords.format(held)}.`];
    if (!known) throw new WorkflowRefused(refusal('code-set-unknown', offered), 'codeSet');
  }
  const code = data.code ? bareCode(data.code) : '';
  if (code && code !== originalDoc?.code && !asCodes.test(code))
    throw new WorkflowRefused(refusal('code-unlike'), 'code');
  const edition = data.appliesFrom?.trim();
  if (edition && edition !== originalDoc?.appliesFrom && !asEditions.test(edition))
    throw new WorkflowRefused(refusal('edition-unlike'), 'appliesFrom');
  return data;
};

const asEditions = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const asCodes = /^[A-Z0-9][A-Z0-9-]*$/;
const inWords = new Intl.ListFormat('en-US');
