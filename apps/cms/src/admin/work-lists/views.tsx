import type { AdminViewServerProps } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { type TextChoices, textChoices } from '../../names/text-choices.ts';
import { addressSegment } from '../address-segment.ts';
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
      <BringIn {...(await choicesOf(props))} />
    </Frame>
  );
}

/** `/admin/replace`: words found in many texts, and changed in all of them at once. */
export async function ReplaceView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Find and replace' }]} />
      <Replace {...(await choicesOf(props))} />
    </Frame>
  );
}

/** `/admin/replace/ID`: one change of many texts, as its reviewer sees it. */
export function ReplaceBatchView(props: AdminViewServerProps) {
  return (
    <Frame {...props}>
      <Trail steps={[{ label: 'Find and replace', url: '/admin/replace' }, { label: 'One change' }]} />
      <ReplaceBatch id={addressSegment(props.params?.segments, 1)} />
    </Frame>
  );
}

/** What the forms of these pages offer to choose from. Nothing where nobody is signed in. */
async function choicesOf({ initPageResult }: AdminViewServerProps): Promise<TextChoices> {
  const { payload, user } = initPageResult.req;
  return actorOf({ user }) === null ? { sets: [], editions: [], notices: [] } : await textChoices(payload);
}
