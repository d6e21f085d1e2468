import type { Payload } from 'payload';
import type { HeldEdition } from '../imports/held-editions.ts';

/** A text as people name it. */
export type TextName = {
  /** `ICD-10-CM S52.5`. */
  name: string;
  /** The edition that it applies from: `October 2025`. */
  editionLabel: string;
};

/** As many codes as one statement may name. */
const some = 500;

/** Texts with their names; a code or edition that the desk no longer holds stands as the text writes it. */
export async function withNames<Text extends { codeKey: string; edition?: string }>(
  payload: Payload,
  texts: readonly Text[],
): Promise<(Text & TextName)[]> {
  const codes = await codeNames(
    payload,
    texts.map(({ codeKey }) => codeKey),
  );
  const editions = await editionLabels(
    payload,
    texts.flatMap(({ edition }) => edition ?? []),
  );
  return texts.map((text) => ({
    ...text,
    name: codes.get(text.codeKey) ?? text.codeKey,
    editionLabel: editions.get(text.edition ?? '') ?? text.edition ?? '',
  }));
}

/** `ICD-10-CM S52.5` by `icd-10-cm/S525`. */
async function codeNames(payload: Payload, codeKeys: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const sets = Map.groupBy(new Set(codeKeys), (codeKey) => codeKey.slice(0, codeKey.indexOf('/')));
  const where = { slug: { in: [...sets.keys()] } };
  const systems = await payload.find({ collection: 'code-systems', where, pagination: false, depth: 0 });
  for (const { slug, shortName } of systems.docs) {
    const codes = (sets.get(slug) ?? []).map((codeKey) => codeKey.slice(slug.length + 1));
    for (let start = 0; start < codes.length; start += some) {
      const { docs } = await payload.find({
        collection: 'codes',
        where: { codeSet: { equals: slug }, code: { in: codes.slice(start, start + some) } },
        select: { code: true, displayCode: true },
        pagination: false,
        depth: 0,
      });
      for (const { code, displayCode } of docs) names.set(`${slug}/${code}`, `${shortName} ${displayCode}`);
    }
  }
  return names;
}

/** The labels of editions by their ids. */
export async function editionLabels(payload: Payload, ids: readonly string[]): Promise<Map<string, string>> {
  const where = { slug: { in: [...new Set(ids)] } };
  const { docs } = await payload.find({ collection: 'editions', where, pagination: false, depth: 0 });
  return new Map(docs.map(({ slug, label }) => [slug, label]));
}

/** The labels of a set's held editions by their ids, and those of samples that left: texts may apply from them. */
export async function labelsOfSet(
  payload: Payload,
  held: readonly HeldEdition[],
): Promise<Map<string, string>> {
  const where = { codeSet: { equals: held[0]?.codeSet ?? '' }, state: { equals: 'retired' } };
  const { docs } = await payload.find({ collection: 'editions', where, pagination: false, depth: 0 });
  return new Map([
    ...docs.map(({ slug, label }) => [slug, label] as const),
    ...held.map(({ id, label }) => [id, label] as const),
  ]);
}

/** Editions as people name them, `HCPCS October 2025`; one that the desk does not know stands as it is asked for. */
export async function editionNames(payload: Payload, ids: readonly string[]): Promise<string[]> {
  const all = { pagination: false, depth: 0 } as const;
  const { docs } = await payload.find({ ...all, collection: 'editions', where: { slug: { in: [...ids] } } });
  const where = { slug: { in: docs.map(({ codeSet }) => codeSet) } };
  const systems = await payload.find({ ...all, collection: 'code-systems', where });
  const short = new Map(systems.docs.map(({ slug, shortName }) => [slug, shortName]));
  const names = new Map(
    docs.map(({ slug, codeSet, label }) => [slug, `${short.get(codeSet) ?? codeSet} ${label}`]),
  );
  return ids.map((id) => names.get(id) ?? id);
}
