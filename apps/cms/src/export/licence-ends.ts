import type { LicenceEnd } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { codeSystems } from '../imports/code-systems.ts';

/** Until when each licensed set may be shown, as its licence record states it. A set without a record has no term. */
export async function statedLicences(payload: Payload): Promise<LicenceEnd[]> {
  return (await codeSystems(payload)).flatMap(({ slug, licensed, licence: { validTo } }) =>
    licensed && validTo ? [{ codeSet: slug, validTo }] : [],
  );
}
