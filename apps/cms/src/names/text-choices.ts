import type { Payload } from 'payload';
import { noticeNames } from './notice-names.ts';

/** Code sets, editions and notices, as people name them, for forms that say where texts belong. */
export type TextChoices = {
  sets: { slug: string; name: string }[];
  /** The newest of each set first. */
  editions: { id: string; codeSet: string; name: string }[];
  notices: { slug: string; name: string }[];
};

export async function textChoices(payload: Payload): Promise<TextChoices> {
  const all = { pagination: false, depth: 0 } as const;
  const [systems, editions, notices] = await Promise.all([
    payload.find({ ...all, collection: 'code-systems', sort: 'slug' }),
    payload.find({
      ...all,
      collection: 'editions',
      where: { state: { equals: 'held' } },
      sort: ['codeSet', '-sequence'],
    }),
    payload.find({
      ...all,
      collection: 'copyright-notices',
      where: { active: { equals: true } },
      sort: 'slug',
    }),
  ]);
  const short = new Map(systems.docs.map(({ slug, shortName }) => [slug, shortName]));
  const named = await noticeNames(payload, notices.docs);
  return {
    sets: systems.docs.map(({ slug, shortName }) => ({ slug, name: shortName })),
    editions: editions.docs.map(({ slug, codeSet, label }) => ({
      id: slug,
      codeSet,
      name: `${short.get(codeSet) ?? codeSet} ${label}`,
    })),
    notices: notices.docs.map(({ id, slug }) => ({ slug, name: named.get(id) ?? slug })),
  };
}
