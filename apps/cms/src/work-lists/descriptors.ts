import type { Payload } from 'payload';
import { rowAt, rowsOfCodes } from '../beside/rows-of-codes.ts';
import { findNotices, type Rights, readRights } from '../export/rights.ts';
import { type CodeSystem, codeSystems } from '../imports/code-systems.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { licenceObjection } from '../imports/licence.ts';

/**
 * Official descriptors for a list that stays in the house. Those of a licensed set are told only while its licence runs,
 * for an edition that it covers, and with the holder's notice, which then stands on a sheet of its own.
 */
export class Descriptors {
  readonly #payload: Payload;
  readonly #today: string;
  readonly #systems: ReadonlyMap<string, CodeSystem>;
  readonly #rights: Awaited<ReturnType<typeof readRights>>;
  readonly #held = new Map<string, HeldEdition[]>();
  readonly #notices = new Map<string, string>();

  private constructor(
    payload: Payload,
    today: string,
    systems: CodeSystem[],
    rights: Rights & { slugOf: (id: string) => string },
  ) {
    this.#payload = payload;
    this.#today = today;
    this.#systems = new Map(systems.map((one) => [one.slug, one]));
    this.#rights = rights;
  }

  static async of(payload: Payload, today: string): Promise<Descriptors> {
    return new Descriptors(payload, today, await codeSystems(payload), await readRights(payload));
  }

  /** The notices of what was told so far. */
  get notices(): string[] {
    return [...this.#notices.values()];
  }

  /** The long descriptors of codes, by `CODE@edition`; without those that may not be told. */
  async of(
    asked: readonly { codeSet: string; code: string; edition: string }[],
  ): Promise<Map<string, string>> {
    const told = new Map<string, string>();
    for (const [codeSet, some] of Map.groupBy(asked, (one) => one.codeSet)) {
      const held = this.#held.get(codeSet) ?? (await heldEditions(this.#payload, codeSet));
      this.#held.set(codeSet, held);
      const spans = await rowsOfCodes(this.#payload, held, {
        code: { in: [...new Set(some.map(({ code }) => code))] },
      });
      for (const { code, edition: id } of some) {
        const edition = held.find((one) => one.id === id);
        const words =
          edition && this.#mayTell(edition) ? rowAt(spans.get(code) ?? [], edition)?.longDescriptor : null;
        if (words) told.set(`${code}@${id}`, words);
      }
    }
    return told;
  }

  #mayTell({ codeSet, id, effective }: HeldEdition): boolean {
    const system = this.#systems.get(codeSet);
    if (!system) return false;
    const objection =
      system.licensed &&
      (licenceObjection(system, system.licence, effective) ??
        licenceObjection(system, system.licence, this.#today));
    if (objection) return false;
    const notices = findNotices(this.#rights, this.#rights.slugOf(system.rightsHolder), codeSet, id) ?? [];
    for (const { id: slug, text } of notices) this.#notices.set(slug, text);
    return !system.licensed || notices.length > 0;
  }
}
