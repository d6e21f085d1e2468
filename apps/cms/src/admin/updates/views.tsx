import { DefaultTemplate } from '@payloadcms/next/templates';
import type { AdminViewServerProps, Payload } from 'payload';
import type { ReactNode } from 'react';
import { actorOf } from '../../access/actor.ts';
import { type CodeSystem, codeSystems } from '../../imports/code-systems.ts';
import { heldEditions } from '../../imports/held-editions.ts';
import { listUpdates } from '../../updates/list-updates.ts';
import { addressSegment } from '../address-segment.ts';
import { CoverageOfSets } from '../families/coverage-view.tsx';
import { Board } from './board.tsx';
import { Item } from './item.tsx';
import { Trail } from './trail.tsx';
import { UpdatesList } from './updates-list.tsx';

/** `/admin/updates`: every update, the newest first. */
export async function UpdatesView(props: AdminViewServerProps) {
  const { payload, user } = props.initPageResult.req;
  const signedIn = actorOf({ user }) !== null;
  const updates = signedIn ? await listUpdates(payload, new Date().toISOString().slice(0, 10)) : [];
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Updates' }]} />
      <UpdatesList updates={updates} />
    </Frame>
  );
}

/** `/admin/coverage`: which codes have a text. */
export async function CoverageView(props: AdminViewServerProps) {
  const { payload, user } = props.initPageResult.req;
  const sets = actorOf({ user }) === null ? [] : await countableFirst(payload);
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Coverage' }]} />
      <CoverageOfSets sets={sets.map(({ slug, name }) => ({ slug, name }))} />
    </Frame>
  );
}

/** The sets of which an edition is held stand first: the page opens with one that has something to count. */
async function countableFirst(payload: Payload): Promise<CodeSystem[]> {
  const sets = await Promise.all(
    (await codeSystems(payload)).map(async (set) => {
      const held = await heldEditions(payload, set.slug);
      return { set, none: held.length === 0 };
    }),
  );
  return sets.sort((a, b) => Number(a.none) - Number(b.none)).map(({ set }) => set);
}

/** `/admin/updates/EDITION`: the board. */
export function BoardView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Board edition={segment(props, 1)} />
    </Frame>
  );
}

/** `/admin/updates/EDITION/items/CODE`: one item in full. */
export function ItemView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Item edition={segment(props, 1)} code={segment(props, 3)} />
    </Frame>
  );
}

const segment = ({ params }: AdminViewServerProps, at: number): string =>
  addressSegment(params?.segments, at);

export function Frame({
  initPageResult,
  params,
  searchParams,
  children,
}: AdminViewServerProps & { children?: ReactNode }) {
  const { req, permissions, visibleEntities, locale } = initPageResult;
  return (
    <DefaultTemplate
      i18n={req.i18n}
      {...(locale ? { locale } : {})}
      {...(params ? { params } : {})}
      {...(searchParams ? { searchParams } : {})}
      {...(req.user ? { user: req.user } : {})}
      payload={req.payload}
      permissions={permissions}
      visibleEntities={{ collections: visibleEntities.collections, globals: visibleEntities.globals }}
    >
      <main className="updates">{children}</main>
    </DefaultTemplate>
  );
}
