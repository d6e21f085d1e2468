import type { Payload } from 'payload';
import type { ReleaseChange } from '../workflow/release.ts';
import { pinsOfEdition } from './list-pins.ts';
import { changeOf } from './live.ts';
import { onItsWay } from './prepare.ts';

/** What readers would see anew if an edition went out now: the edition with its texts. Writes nothing. */
export async function editionLaidOver(
  payload: Payload,
  { codeSet, edition }: { codeSet: string; edition: string },
): Promise<ReleaseChange> {
  const release = await onItsWay(payload, edition);
  /* An open release is listed again when it goes out; a later state keeps what it listed. */
  const fixed = release && release.state !== 'open' ? changeOf(release).pins : null;
  return { pins: fixed ?? (await pinsOfEdition(payload, edition)), shown: { [codeSet]: edition } };
}
