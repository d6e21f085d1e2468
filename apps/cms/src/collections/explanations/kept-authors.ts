import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { relationId } from '../../relation-id.ts';
import { revisionsById } from '../../releases/revisions.ts';
import { withdrawnSince } from '../../releases/withdrawn-since.ts';
import { asUnapproved, type WorkflowRecord } from '../../workflow/decide-action.ts';
import { recordOf } from './workflow-record.ts';

/**
 * The workflow of a line, with everyone whose words were approved, as far as the desk knows. Where it did not keep whose words
 * the last approval approved, they are taken to be everyone's. Of a line whose words came from a text that was withdrawn since,
 * none of them approves it.
 */
export async function recordOfLine(line: Explanation, req: PayloadRequest): Promise<WorkflowRecord> {
  const record = recordOf(line);
  const authors = await authorsOfLine(line, req);
  const kept = {
    ...record,
    authors,
    lastAuthors: record.lastAuthors.length > 0 ? record.lastAuthors : authors,
  };
  return (await restsOnWithdrawn(line, req)) ? asUnapproved(kept) : kept;
}

/** Whether the text that a line rests on was withdrawn since, and nobody approved the line after that. */
async function restsOnWithdrawn(
  { basedOn, approvedRevision }: Explanation,
  { payload }: PayloadRequest,
): Promise<boolean> {
  if (!basedOn) return false;
  const heads = await revisionsById(payload, approvedRevision ? [basedOn, approvedRevision] : [basedOn]);
  const rested = heads.get(basedOn);
  const at = rested && (await withdrawnSince(payload, [rested])).get(basedOn);
  return at !== undefined && at > (heads.get(approvedRevision ?? '')?.approvedAt ?? '');
}

/**
 * Everyone whose words were approved in a line, or in the text that it was begun from. A line from before the desk kept them
 * is taken to be by all whom its versions name: more than wrote what stands, and fewer where older versions were pruned.
 */
async function authorsOfLine(line: Explanation, req: PayloadRequest): Promise<string[]> {
  const { authors } = recordOf(line);
  if (authors.length > 0) return authors;
  if (line.approvedRevision) return await namedByVersions(line, req);
  return line.basedOn ? await authorsOfRevision(line.basedOn, req) : [];
}

/** Everyone whose words were approved in the line of an approved revision, up to now. */
export async function authorsOfRevision(revision: string, req: PayloadRequest): Promise<string[]> {
  return await authorsOfLine(await lineOfRevision(revision, req), req);
}

async function lineOfRevision(revision: string, req: PayloadRequest): Promise<Explanation> {
  const { explanation } = await req.payload.findByID({
    collection: 'approved-revisions',
    id: revision,
    select: { explanation: true },
    depth: 0,
    req,
  });
  return await req.payload.findByID({
    collection: 'explanations',
    id: relationId(explanation),
    draft: true,
    depth: 0,
    req,
  });
}

async function namedByVersions(line: Explanation, req: PayloadRequest): Promise<string[]> {
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: line.id } },
    select: { version: { editors: true, lastEditor: true } },
    pagination: false,
    depth: 0,
    req,
  });
  const named = [line, ...docs.map(({ version }) => version)].flatMap(({ editors, lastEditor }) => [
    ...(editors ?? []),
    ...(lastEditor ? [lastEditor] : []),
  ]);
  return [...new Set(named.map((one) => relationId(one)))];
}
