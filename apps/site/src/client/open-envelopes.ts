import type { GrantAnswer, SealedTier } from '@plaincode/content-schemas';
import { openEnvelope } from '@plaincode/sealing/open';

type GrantedKey = Extract<GrantAnswer, { outcome: 'granted' }>['keys'][number];

const sealedTiers: readonly string[] = ['metered', 'registered', 'subscriber'] satisfies SealedTier[];

const isSealedTier = (tier: string | undefined): tier is SealedTier =>
  tier !== undefined && sealedTiers.includes(tier);

/** A sealed envelope of this page. `keyId` takes part in what its ciphertext is bound to. */
export interface PageEnvelope {
  format: 1;
  tier: SealedTier;
  revision: string;
  keyId: string;
  ciphertext: string;
}

/** The envelopes that the page brought along. One in an unknown format is left out: the page is too new. */
export function findEnvelopes(root: ParentNode): PageEnvelope[] {
  return [...root.querySelectorAll<HTMLTemplateElement>('template[data-envelope]')].flatMap((template) => {
    const { format, tier, revision = '', keyId = '' } = template.dataset;
    if (format !== '1' || !isSealedTier(tier)) return [];
    return [{ format: 1, tier, revision, keyId, ciphertext: template.content.textContent ?? '' } as const];
  });
}

/** Opens what the keys fit: each part's name to its HTML. Throws when a key does not open its envelope. */
export async function openEnvelopes(
  envelopes: readonly PageEnvelope[],
  keys: readonly GrantedKey[],
  page: string,
): Promise<Map<string, string>> {
  const opened = await Promise.all(
    keys.map(async ({ tier, revision, key }) => {
      const envelope = envelopes.find(
        (candidate) => candidate.tier === tier && candidate.revision === revision,
      );
      return envelope ? readParts(await openEnvelope(envelope, page, key)) : [];
    }),
  );
  return new Map(opened.flat());
}

/** An opened envelope's parts. Its text is authenticated by its key, so only its outer shape is looked at. */
function readParts(json: string): [string, string][] {
  const content: unknown = JSON.parse(json);
  if (typeof content !== 'object' || content === null || !('parts' in content)) return [];
  return Object.entries(content.parts ?? {}).map(([part, html]) => [part, String(html)]);
}
