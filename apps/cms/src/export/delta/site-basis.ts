import { createHash } from 'node:crypto';
import type { AccessPlan, LicenceEnd, SiteSettings } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { type HeldFacts, heldEditions, heldFacts } from '../../imports/held-editions.ts';
import { livePins } from '../../releases/live.ts';
import { type SeenEditions, shownEdition } from '../../releases/shown-edition.ts';
import type { ReleaseChange } from '../../workflow/release.ts';
import { publicNames } from '../approved-texts.ts';
import { later } from '../export-set.ts';
import { navigation, systemsWithPages } from '../export-site.ts';
import { statedLicences } from '../licence-ends.ts';
import { pageSystems } from '../page-systems.ts';
import { type Rights, readRights } from '../rights.ts';
import { readAccessPlan, readSiteSettings } from '../site-documents.ts';
import { type KnownSet, knownSet, type SetMark } from './known-set.ts';

export interface BasisRequest {
  /** A release on its way: laid over what readers see. */
  release: ReleaseChange;
  /** The site's public origin, without a trailing slash. */
  origin: string;
  /** Tells one build of the desk from another: each may make pages in its own way. */
  build: string;
  now: Date;
}

/** Everything that pages show beside texts. While it has the same hash, a release changes what its texts change. */
export interface SiteBasis {
  hash: string;
  site: SiteSettings;
  plan: AccessPlan;
  licences: LicenceEnd[];
  rights: Rights;
  seen: SeenEditions;
  /** The sets that have pages, in the order of the site's navigation. */
  sets: KnownSet[];
}

/** Reads what the site rests on: sets that are not known yet are read whole. Throws `ExportRefused`. */
export async function readBasis(payload: Payload, request: BasisRequest): Promise<SiteBasis> {
  const { release, origin, build, now } = request;
  const today = now.toISOString().slice(0, 10);
  const rights = await readRights(payload);
  const systems = await systemsWithPages(payload, await pageSystems(payload, rights.slugOf));
  const { shown } = await livePins(payload, release);
  const site = await readSiteSettings(payload, origin, navigation(systems));
  const plan = await readAccessPlan(payload);
  const licences = await statedLicences(payload);
  const names = [...(await publicNames(payload))].sort();
  const seen = { shown, today };
  const sets: KnownSet[] = [];
  const marks: string[] = [];
  for (const system of systems) {
    const mark = await setMark(payload, system, rights, seen);
    if (!mark) continue;
    const { set, since } = await knownSet(payload, mark, { rights, shown, today });
    sets.push(set);
    marks.push(mark.mark, since);
  }
  const hash = hashOf({ build, site, plan, licences, names, marks });
  return { hash, site, plan, licences, rights, seen, sets };
}

async function setMark(
  payload: Payload,
  system: SetMark['system'],
  { holders, notices }: Rights,
  seen: SeenEditions,
): Promise<SetMark | null> {
  const { id } = system.codeSet;
  const held = await heldEditions(payload, id);
  const inForce = shownEdition(held, id, seen);
  if (!inForce) return null;
  const facts = await heldFacts(payload, id);
  const day = later(seen.today, inForce.effective);
  const mark = hashOf({
    system,
    held,
    inForce: inForce.id,
    facts: [...facts].map(([kind, editions]) => [kind, editionAt(editions, day), editions]),
    replacements: await replacementsMark(payload, id),
    rights: [[...holders], notices],
  });
  return { system, held, inForce, mark };
}

function editionAt(editions: readonly HeldFacts[], day: string): string | undefined {
  return (editions.findLast(({ effective }) => effective <= day) ?? editions[0])?.id;
}

/** Confirmed replacements by their number and their last change. */
async function replacementsMark(payload: Payload, codeSet: string): Promise<unknown> {
  const where = { and: [{ codeSet: { equals: codeSet } }, { state: { equals: 'confirmed' } }] };
  const { docs } = await payload.db.find<{ id: string; updatedAt: string }>({
    collection: 'replacements',
    where: { codeSet: { equals: codeSet } },
    sort: '-updatedAt',
    limit: 1,
    pagination: false,
    select: { updatedAt: true },
  });
  return [(await payload.db.count({ collection: 'replacements', where })).totalDocs, docs[0]];
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
