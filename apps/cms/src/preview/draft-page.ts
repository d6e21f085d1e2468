import type { AccessPlan, CodePageRecord, SiteSettings } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { type ApprovedText, approvedTexts } from '../export/approved-texts.ts';
import { type Corrections, correctionsMade } from '../export/corrections.ts';
import { dropDeadLinks } from '../export/dead-links.ts';
import { ExportRefused } from '../export/export-refused.ts';
import { navigation, systemsWithPages } from '../export/export-site.ts';
import { mediaLines } from '../export/media-lines.ts';
import { onePage } from '../export/one-page.ts';
import { pageSystems } from '../export/page-systems.ts';
import { readRights } from '../export/rights.ts';
import { readAccessPlan, readSiteSettings } from '../export/site-documents.ts';
import { livePins } from '../releases/live.ts';
import type { HashedText } from '../workflow/content.ts';
import { draftText } from './draft-text.ts';
import { filledDraft } from './filled-draft.ts';

/** A page with a draft on it, as the export would hand it over, and what the editor should know of it. */
export interface DraftPage {
  record: CodePageRecord;
  site: SiteSettings;
  plan: AccessPlan;
  media: { path: string; mediaType: string; base64: string }[];
  notes: string[];
}

export interface DraftPlace {
  /** The site's public origin. */
  origin: string;
  mediaFolder: string;
  now: Date;
}

/** Throws `ExportRefused`, and a `PreviewRefused` where there is no page. */
export async function draftPage(payload: Payload, draft: HashedText, place: DraftPlace): Promise<DraftPage> {
  const today = place.now.toISOString().slice(0, 10);
  const [codeSet = '', code = ''] = draft.codeKey.split('/');
  if (!code) throw new PreviewRefused('Name the code set and the code first: the page is that code’s.');
  const rights = await readRights(payload);
  const systems = await systemsWithPages(payload, await pageSystems(payload, rights.slugOf));
  const system = systems.find((one) => one.codeSet.id === codeSet);
  if (!system) throw new PreviewRefused(`No edition of the code set ${codeSet} is held.`);
  const live = await livePins(payload);
  const seen = { shown: live.shown, today };
  const filled = await filledDraft(payload, draft);
  const { text, notes: unfit } = draftText(filled.draft, today);
  const notes = [...filled.notes, ...unfit];
  const own = await dropDeadLinks(
    payload,
    new Map(text ? [[draft.codeKey, text]] : []),
    new Set(systems.map((one) => one.codeSet.id)),
    seen,
    (note) => void notes.push(note),
  );
  const others = system.codeSet.licensed ? await titlesNear(payload, live.texts, draft.codeKey) : new Map();
  const texts = new Map<string, ApprovedText>([...others, ...own]);
  const corrections = correctionsWith(await correctionsMade(payload, today), draft, today);
  const work = { system, rights, texts, corrections, seen };
  const record = await onePage(payload, { ...work, code, edition: draft.edition });
  if (!record) throw new PreviewRefused(`No held edition of ${system.codeSet.name} knows the code ${code}.`);
  const media: DraftPage['media'] = [];
  for await (const line of mediaLines(own.values(), place.mediaFolder))
    if (line.type === 'media')
      media.push({ path: line.path, mediaType: line.mediaType, base64: line.base64 });
  const site = await readSiteSettings(payload, place.origin, navigation(systems));
  return { record, site, plan: await readAccessPlan(payload), media, notes };
}

/** The corrections as they would stand, had the draft gone out today. */
function correctionsWith(made: Corrections, { codeKey, content }: HashedText, today: string): Corrections {
  const { correction } = content;
  const held = made.get(codeKey) ?? [];
  if (!correction || held.some(({ words }) => words === correction)) return made;
  return new Map([...made, [codeKey, [{ date: today, words: correction }, ...held]]]);
}

/** A licensed set's links show the plain titles of the texts near the code: those whose codes begin alike. */
async function titlesNear(
  payload: Payload,
  pins: ReadonlyMap<string, string>,
  codeKey: string,
): Promise<Map<string, ApprovedText>> {
  const start = codeKey.slice(0, -2);
  const near = [...pins].filter(([key]) => key !== codeKey && key.startsWith(start));
  return await approvedTexts(payload, new Map(near));
}

/** There is no page to show; the message says what is missing. */
export class PreviewRefused extends ExportRefused {
  constructor(message: string) {
    super('no-page', message);
    this.name = 'PreviewRefused';
  }
}
