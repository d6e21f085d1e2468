import { join } from 'node:path';
import type { Payload } from 'payload';
import { editionInForce } from '../export/edition-in-force.ts';
import { ensureCodeSets } from '../imports/ensure-code-sets.ts';
import { heldEditions } from '../imports/held-editions.ts';
import { importFile } from '../imports/import-file.ts';
import { ImportRefused } from '../imports/import-refused.ts';
import { prepareEveryday } from '../releases/prepare.ts';
import { beginRelease, finishRelease } from '../releases/publish-release.ts';
import { readStarter, type Starter } from './read-starter.ts';
import { type Authors, type Seeded, seedExplanation } from './seed-explanations.ts';
import { seedSettings } from './seed-settings.ts';
import { type StarterLogins, starterLogins, starterStaff } from './staff-logins.ts';

/** Says that the starter was brought in whole; after that, what people make of it is theirs. */
const marker = 'starter-content';
type Standing = { at: string; without?: boolean };

export interface SeedReport {
  /** `present`: an earlier run did everything. `left-out`: this data folder does without the starter. */
  outcome: 'seeded' | 'present' | 'left-out';
  imported: number;
  explanations: number;
  /** Explanations that the editions held do not bear out, each with the reasons in words: drafts for an editor. */
  drafts: Draft[];
  /** Null where there is no starter. */
  logins: StarterLogins | null;
}

type Draft = Extract<Seeded, { outcome: 'draft' }>;

export type SeedProgress = (what: string, done: number, total: number) => void;

/**
 * Brings the starter content in, once. Release files go through the real import as sample editions and
 * explanations through the workflow, so that everything the starter shows is real. Beside editions that are held
 * already, it fills in what they bear out. A run that was broken off is taken up again; nothing that exists is
 * overwritten. Throws `StarterRefused`.
 */
export async function seedDemo(
  payload: Payload,
  dataFolder: string,
  folder: string,
  progress: SeedProgress = () => undefined,
): Promise<SeedReport> {
  const nothing = { imported: 0, explanations: 0, drafts: [] };
  const standing = await payload.kv.get<Standing>(marker);
  if (standing?.without) return { outcome: 'left-out', ...nothing, logins: null };
  const logins = starterLogins(dataFolder);
  if (standing) return { outcome: 'present', ...nothing, logins };
  const starter = await readStarter(folder);
  await seedSettings(payload, starter.settings);
  await ensureCodeSets(payload);
  const staff = await starterStaff(payload, logins);
  const [editor, reviewer] = [staff.get('editor'), staff.get('reviewer')];
  if (!editor || !reviewer) throw new Error('The starter has no editor and no reviewer to write as.');
  const imported = await importReleases(payload, dataFolder, starter, progress);
  const seeded = await writeExplanations(payload, starter, { editor, reviewer }, progress);
  await releaseStarter(payload);
  await payload.kv.set(marker, { at: new Date().toISOString() });
  const explanations = seeded.filter(({ outcome }) => outcome === 'approved').length;
  const drafts = seeded.filter((one) => one.outcome === 'draft');
  return { outcome: 'seeded', imported, explanations, drafts, logins };
}

/**
 * Has a data folder do without the starter, whoever starts it later: its code sets alone are made. `present` where an
 * earlier run brought the starter in, or began to.
 */
export async function leaveStarterOut(payload: Payload): Promise<'left-out' | 'present'> {
  const standing = await payload.kv.get<Standing>(marker);
  if (standing) return standing.without ? 'left-out' : 'present';
  const samples = await payload.count({ collection: 'editions', where: { sample: { equals: true } } });
  if (samples.totalDocs > 0) return 'present';
  await ensureCodeSets(payload);
  await payload.kv.set(marker, { at: new Date().toISOString(), without: true } satisfies Standing);
  return 'left-out';
}

/** The starter's texts are what readers see first: its own release, as any other one. */
async function releaseStarter(payload: Payload): Promise<void> {
  const release = await prepareEveryday(payload, null, null);
  if (!release) return;
  await beginRelease(payload, release.id, new Date().toISOString().slice(0, 10));
  await finishRelease(payload, release.id, null);
}

async function importReleases(
  payload: Payload,
  dataFolder: string,
  { folder, settings }: Starter,
  progress: SeedProgress,
): Promise<number> {
  let imported = 0;
  for (const [index, { file, edition }] of settings.releases.entries()) {
    progress('release files', index, settings.releases.length);
    const { codeSet, label, kind, published, effective } = edition;
    const request = {
      file: join(folder, file),
      codeSet,
      edition: { effective, label, kind, published },
      sample: true,
      opensUpdate: false,
    };
    try {
      const { reports } = await importFile(payload, dataFolder, request);
      if (reports.some((report) => report.kind === 'release' && report.outcome === 'imported')) imported += 1;
    } catch (error) {
      // Somebody brought in the real thing first: it is better than a sample.
      if (!(error instanceof ImportRefused) || error.code !== 'real-editions-held') throw error;
    }
  }
  return imported;
}

async function writeExplanations(
  payload: Payload,
  starter: Starter,
  authors: Authors,
  progress: SeedProgress,
): Promise<Seeded[]> {
  const notice = await publisherNotice(payload, starter);
  const editions = new Map<string, string>();
  const seeded: Seeded[] = [];
  for (const [index, { codeSet, explanation }] of starter.explanations.entries()) {
    progress('explanations', index, starter.explanations.length);
    const edition = editions.get(codeSet) ?? (await currentEdition(payload, codeSet));
    editions.set(codeSet, edition);
    seeded.push(await seedExplanation(payload, authors, { codeSet, edition, notice }, explanation));
  }
  return seeded;
}

async function currentEdition(payload: Payload, codeSet: string): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const edition = editionInForce(await heldEditions(payload, codeSet), today);
  if (!edition) throw new Error(`The starter has explanations for ${codeSet} and no release file of it.`);
  return edition.id;
}

/** The notice of the holder who bears the publisher's own name. */
async function publisherNotice(payload: Payload, { settings }: Starter): Promise<string> {
  const publisher = settings.rightsHolders.find(({ name }) => name === settings.site.publisher);
  const slug = settings.notices.find(({ rightsHolder }) => rightsHolder === publisher?.slug)?.slug;
  const { docs } = await payload.find({
    collection: 'copyright-notices',
    where: { slug: { equals: slug ?? '' } },
    depth: 0,
    limit: 1,
  });
  if (!docs[0]) throw new Error("The starter's settings hold no notice of the publisher.");
  return docs[0].id;
}
