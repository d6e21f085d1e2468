import type { Release } from '@plaincode/types/payload';
import type { Endpoint, PayloadRequest } from 'payload';
import { z } from 'zod';
import { type Actor, actorOf } from '../access/actor.ts';
import { WorkflowRefused } from '../access/refused.ts';
import { queuePublish } from '../jobs/queue-publish.ts';
import { mayPublish, publishers } from '../workflow/permissions.ts';
import { refusal, roleMayNot } from '../workflow/refusal.ts';
import { releaseStates } from '../workflow/release.ts';
import { type ReleaseAction, releaseAllows } from '../workflow/release-actions.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { preparableEditions } from './preparable-editions.ts';
import { listAgain, prepareEdition } from './prepare.ts';
import { blockersOf } from './publish-release.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { releaseView } from './release-view.ts';
import { prepareRevert } from './revert.ts';

const prepareBody = z.strictObject({ edition: z.string().trim().min(1).max(80) });
const scheduleBody = z.strictObject({ at: z.iso.datetime({ offset: true }) });

type Step = (req: PayloadRequest, actor: Actor, release: Release) => Promise<Record<string, unknown>>;

/** `POST /:id/NAME` for those who publish: reads the release, takes the step, answers what came of it. */
function step(name: ReleaseAction, take: Step): Endpoint {
  return {
    path: `/:id/${name}`,
    method: 'post',
    handler: async (req) => {
      const actor = publisherOf(req);
      // What is decided by the release's state holds until it is written.
      const taken = await oneAtATime(req.payload, async () => {
        const release = await readRelease(req.payload, String(req.routeParams?.id ?? ''));
        if (!releaseAllows(name, release)) throw new WorkflowRefused(refusal('release-state'));
        return await take(req, actor, release);
      });
      return Response.json(taken);
    },
  };
}

/** What can be done to a release. Whatever moves is checked first, and again when its time has come. */
export const releaseEndpoints: Endpoint[] = [
  {
    path: '/prepare',
    method: 'post',
    handler: async (req) => {
      const actor = publisherOf(req);
      const body = prepareBody.safeParse(await req.json?.().catch(() => null));
      if (!body.success) return badRequest('Expected the edition.');
      return Response.json(viewOf(await prepareEdition(req.payload, actor, body.data.edition)));
    },
  },
  {
    path: '/preparable',
    method: 'get',
    handler: async (req) => {
      const actor = actorOf(req);
      if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
      const editions = mayPublish(actor.role) ? await preparableEditions(req.payload) : [];
      return Response.json({ editions });
    },
  },
  {
    path: '/:id/view',
    method: 'get',
    handler: async (req) => {
      const actor = actorOf(req);
      if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
      const release = await readRelease(req.payload, String(req.routeParams?.id ?? ''));
      return Response.json(await releaseView(req.payload, release, actor.role));
    },
  },
  {
    path: '/:id/check',
    method: 'get',
    handler: async (req) => {
      if (actorOf(req) === null) throw new WorkflowRefused(refusal('not-signed-in'));
      const release = await readRelease(req.payload, String(req.routeParams?.id ?? ''));
      const moves = release.state === 'open' || release.state === 'scheduled';
      const blockers = moves ? await blockersOf(req.payload, release) : [];
      return Response.json({ ...viewOf(release), blockers });
    },
  },
  step('list-again', async (req, _actor, { id }) => viewOf(await listAgain(req.payload, id))),
  step('schedule', async (req, actor, release) => {
    const body = scheduleBody.safeParse(await req.json?.().catch(() => null));
    if (!body.success || Date.parse(body.data.at) <= Date.now())
      throw new WorkflowRefused(refusal('no-time'));
    await refuseBlocked(req, release);
    const scheduledFor = new Date(body.data.at).toISOString();
    return viewOf(
      await writeRelease(req.payload, release.id, { state: 'scheduled', scheduledFor, tries: 0 }, actor),
    );
  }),
  step('cancel', async (req, actor, release) => {
    const state = release.state === 'scheduled' && release.kind === 'edition' ? 'open' : 'cancelled';
    const key = state === 'cancelled' ? { key: release.id } : {};
    return viewOf(await writeRelease(req.payload, release.id, { state, scheduledFor: null, ...key }, actor));
  }),
  step('publish', async (req, actor, release) => {
    await refuseBlocked(req, release);
    const run = await queuePublish(req.payload, actor, release.title, release.id);
    return { ...viewOf(release), run: { id: run.id, state: run.state } };
  }),
  step('revert', async (req, actor, release) => {
    const { release: back, kept } = await prepareRevert(req.payload, actor, release.id);
    const run = await queuePublish(req.payload, actor, back.title, back.id);
    return { ...viewOf(back), kept, run: { id: run.id, state: run.state } };
  }),
];

async function refuseBlocked(req: PayloadRequest, release: Release): Promise<void> {
  const blockers = await blockersOf(req.payload, release);
  if (blockers.length === 0) return;
  const messages = blockers.map(({ message }) => message);
  throw new WorkflowRefused(refusal('release-blocked', messages));
}

function publisherOf(req: PayloadRequest): Actor {
  const actor = actorOf(req);
  if (actor === null) throw new WorkflowRefused(refusal('not-signed-in'));
  if (!mayPublish(actor.role)) throw new WorkflowRefused(roleMayNot(publishers));
  return actor;
}

function viewOf({ id, title, kind, state, edition, scheduledFor, failure }: Release) {
  return {
    id,
    title,
    kind,
    state,
    stateLabel: releaseStates[state],
    edition: edition ?? null,
    scheduledFor: scheduledFor ?? null,
    failure: failure ?? null,
  };
}

function badRequest(message: string): Response {
  return Response.json({ errors: [{ message }] }, { status: 400 });
}
