import type { AdminViewServerProps } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { Trail } from '../updates/trail.tsx';
import { Frame } from '../updates/views.tsx';
import { BringIn } from './bring-in.tsx';
import { Replace } from './replace.tsx';
import { ReplaceBatch } from './replace-batch.tsx';

/** `/admin/bring-in`: a file of texts, checked and brought in. */
export async function BringInView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Bring texts in' }]} />
      <BringIn sets={await setsOf(props)} />
    </Frame>
  );
}

/** `/admin/replace`: words found in many texts, and changed in all of them at once. */
export async function ReplaceView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Find and replace' }]} />
      <Replace sets={await setsOf(props)} />
    </Frame>
  );
}

/** `/admin/replace/ID`: one change of many texts, as its reviewer sees it. */
export function ReplaceBatchView(props: AdminViewServerProps) {
  const segments = props.params?.segments;
  const id = (Array.isArray(segments) ? segments[1] : '') ?? '';
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Find and replace', url: '/admin/replace' }, { label: 'One change' }]} />
      <ReplaceBatch id={decodeURIComponent(id)} />
    </Frame>
  );
}

async function setsOf({ initPageResult }: AdminViewServerProps): Promise<{ slug: string; name: string }[]> {
  const { payload, user } = initPageResult.req;
  if (actorOf({ user }) === null) return [];
  const { docs } = await payload.find({
    collection: 'code-systems',
    pagination: false,
    depth: 0,
    sort: 'slug',
  });
  return docs.map(({ slug, shortName }) => ({ slug, name: shortName }));
}
