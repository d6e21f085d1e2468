import type { Payload } from 'payload';
import { z } from 'zod';
import { bareCode } from '../collections/codes/bare-code.ts';
import { everyDocument } from '../imports/every-document.ts';
import { type HeldEdition, latestImport } from '../imports/held-editions.ts';
import { editionOrder } from '../imports/read-rows.ts';
import { type Assigned, type AssignmentRule, assigner } from '../workflow/assignment.ts';

const ruleDocument = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string().nullish(),
  editor: z.string().nullish(),
  reviewer: z.string().nullish(),
  days: z.number().nullish(),
});
const staffDocument = z.object({ id: z.string(), active: z.boolean().nullish() });

/** What the rules say of each code of an edition, people who were switched off apart. */
export async function assignerOf(
  payload: Payload,
  edition: HeldEdition,
): Promise<(code: string) => Assigned> {
  const rules = await rulesOf(payload, edition.codeSet);
  if (rules.length === 0) return () => ({ assignee: null, reviewer: null, due: null });
  const order = await editionOrder(payload, latestImport(edition).id);
  return assigner(rules, order, edition.effective);
}

async function rulesOf(payload: Payload, codeSet: string): Promise<AssignmentRule[]> {
  const active = new Set<string>();
  for await (const document of everyDocument(payload, 'staff', {})) {
    const person = staffDocument.parse(document);
    if (person.active === true) active.add(person.id);
  }
  const here = (id: string | null | undefined) => (id && active.has(id) ? id : null);
  const rules: AssignmentRule[] = [];
  for await (const document of everyDocument(payload, 'assignment-rules', { codeSet: { equals: codeSet } })) {
    const { name, from, to, editor, reviewer, days } = ruleDocument.parse(document);
    const [first, last] = [bareCode(from), bareCode(to || from)];
    rules.push({
      name,
      from: first,
      to: last,
      editor: here(editor),
      reviewer: here(reviewer),
      days: days ?? null,
    });
  }
  return rules;
}
