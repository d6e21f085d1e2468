import type { ApprovedRevision, Explanation } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { type CodeSystem, codeSystems } from '../imports/code-systems.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { type EditorState, editorStateOf } from '../lines/start-line.ts';
import { livePins } from '../releases/live.ts';

/** Ids asked for in one statement. */
const together = 200;

/** What the desk holds, as far as rows of a file ask for it: read once for many rows. */
export class DeskKnowledge {
  readonly #req: PayloadRequest;
  readonly #editions = new Map<string, HeldEdition[]>();
  #systems: (CodeSystem & { shortName: string })[] = [];
  #notices = new Map<string, string>();
  #live: ReadonlyMap<string, string | null> = new Map();

  private constructor(req: PayloadRequest) {
    this.#req = req;
  }

  static async of(req: PayloadRequest): Promise<DeskKnowledge> {
    const desk = new DeskKnowledge(req);
    const { payload } = req;
    const named = await payload.find({ collection: 'code-systems', pagination: false, depth: 0 });
    const short = new Map(named.docs.map(({ slug, shortName }) => [slug, shortName]));
    desk.#systems = (await codeSystems(payload)).map((one) => ({
      ...one,
      shortName: short.get(one.slug) ?? one.slug,
    }));
    const notices = await payload.find({ collection: 'copyright-notices', pagination: false, depth: 0 });
    desk.#notices = new Map(
      notices.docs.flatMap(
        ({ id, slug, text }) =>
          [
            [slug, id],
            [text.trim(), id],
            [id, id],
          ] as const,
      ),
    );
    desk.#live = (await livePins(payload)).texts;
    return desk;
  }

  get setNames(): string[] {
    return this.#systems.map(({ shortName }) => shortName);
  }

  /** What people call a set. */
  setName(codeSet: string): string {
    return this.#systems.find(({ slug }) => slug === codeSet)?.shortName ?? codeSet;
  }

  /** A code set by its short id or one of its names. */
  codeSet(words: string): string | null {
    const asked = words.trim().toLowerCase();
    const found = this.#systems.find(({ slug, name, shortName }) =>
      [slug, name.toLowerCase(), shortName.toLowerCase(), slug.replaceAll('-', ' ')].includes(asked),
    );
    return found?.slug ?? null;
  }

  async editions(codeSet: string): Promise<HeldEdition[]> {
    const held = this.#editions.get(codeSet) ?? (await heldEditions(this.#req.payload, codeSet));
    this.#editions.set(codeSet, held);
    return held;
  }

  /** A notice's document by its short id or its very text. */
  notice(words: string): string | null {
    return this.#notices.get(words.trim()) ?? null;
  }

  liveOf(codeKey: string): string | null {
    return this.#live.get(codeKey) ?? null;
  }

  /** Of these codes of an edition, those that a set knows at all, with whether the edition holds them. */
  async codes(edition: HeldEdition, codes: readonly string[]): Promise<Map<string, boolean>> {
    const held = await this.editions(edition.codeSet);
    const found = new Map<string, boolean>();
    for (const some of chunks([...new Set(codes)]))
      for (const [code, spans] of await rowsOfCodes(this.#req.payload, held, { code: { in: some } }))
        found.set(code, rowAt(spans, edition) !== null);
    return found;
  }

  async lines(lineKeys: readonly string[]): Promise<Map<string, Explanation>> {
    const found = new Map<string, Explanation>();
    for (const some of chunks(lineKeys)) {
      const { docs } = await this.#req.payload.find({
        collection: 'explanations',
        where: { lineKey: { in: some } },
        draft: true,
        depth: 0,
        pagination: false,
      });
      for (const doc of docs) if (doc.lineKey) found.set(doc.lineKey, doc);
    }
    return found;
  }

  async revisions(ids: readonly string[]): Promise<Map<string, ApprovedRevision>> {
    const found = new Map<string, ApprovedRevision>();
    for (const some of chunks(ids)) {
      const where = { id: { in: some } };
      const { docs } = await this.#req.payload.find({
        collection: 'approved-revisions',
        where,
        depth: 0,
        pagination: false,
      });
      for (const doc of docs) found.set(doc.id, doc);
    }
    return found;
  }

  editorState(revision: ApprovedRevision): Promise<EditorState> {
    return editorStateOf(this.#req, revision);
  }
}

/** The library's images by their file names. */
export async function mediaNames(payload: Payload): Promise<Map<string, string>> {
  const { docs } = await payload.find({
    collection: 'media',
    pagination: false,
    depth: 0,
    select: { filename: true },
  });
  return new Map(docs.flatMap(({ id, filename }) => (filename ? [[filename, id] as const] : [])));
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += together) yield all.slice(at, at + together);
}
