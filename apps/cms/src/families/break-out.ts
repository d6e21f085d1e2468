import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { DeskContext } from '../collections/explanations/desk-steps.ts';
import { recordOfLine } from '../collections/explanations/kept-authors.ts';
import { mayNotApprove } from '../workflow/decide-action.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { withWords } from '../workflow/families/references.ts';
import { wordsFor } from '../workflow/families/slot.ts';
import { refusal } from '../workflow/refusal.ts';
import { familyOfText } from './family-of-text.ts';
import { fillEditorState } from './fill-editor-state.ts';

/**
 * Begins a text of its own for one code of a family, with what that code reads: a line for the same edition, which wins
 * over the family's text once it is released. The line that is there already is answered as it is. Words that are still
 * lacking stay as slots, which readiness will name. Who wrote what nobody has approved counts as an author here too. Throws `WorkflowRefused` for a code that is not below.
 */
export async function breakOut(req: PayloadRequest, doc: Explanation, code: string): Promise<Explanation> {
  const { codeKey, edition: from, content } = await textOf(doc, req);
  const family = codeKey === '' || !content.family ? null : await familyOfText(req.payload, codeKey, from);
  const [root, ...others] = family?.codes ?? [];
  const member = others.find((one) => one.code === code);
  if (!family || !root || !member) throw new WorkflowRefused(refusal('not-in-family'));
  const appliesFrom = family.edition.id;
  const known = await lineOf(req, `${doc.codeSet}/${code}@${appliesFrom}`);
  if (known) return known;
  const values = family.valuesOf(member);
  const words = new Map(
    familyTemplate(content).used.map((slot) => [slot.name, wordsFor(slot, values[slot.source])]),
  );
  const fill = (text: string) => withWords(text, (name) => words.get(name) ?? `{{${name}}}`);
  /* Words of the family's text that nobody has approved are not approved here by who wrote them there. */
  const context: DeskContext = {
    deskStep: {
      kind: 'started',
      basedOn: doc.approvedRevision ?? null,
      authors: mayNotApprove(await recordOfLine(doc, req)),
    },
  };
  const made = await req.payload.create({
    collection: 'explanations',
    data: {
      codeSet: doc.codeSet ?? null,
      code,
      appliesFrom,
      covers: 'code',
      plainTitle: doc.plainTitle ? fill(doc.plainTitle).trim() : null,
      body: fillEditorState(doc.body, fill) ?? null,
      sections: fillEditorState(doc.sections ?? {}, fill),
      notice: doc.notice ?? null,
    },
    draft: true,
    depth: 0,
    user: req.user,
    overrideAccess: false,
    context: { ...context },
  });
  await recordAudit(req.payload, {
    actor: actorOf(req),
    action: 'text-broken-out',
    subject: made.codeKey ?? made.id,
    details: { line: made.id, edition: appliesFrom, family: codeKey, contentHash: made.contentHash },
  });
  return made;
}

async function lineOf(req: PayloadRequest, lineKey: string): Promise<Explanation | undefined> {
  const { docs } = await req.payload.find({
    collection: 'explanations',
    where: { lineKey: { equals: lineKey } },
    draft: true,
    depth: 0,
    limit: 1,
    req,
  });
  return docs[0];
}
