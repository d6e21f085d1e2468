import { createHash } from 'node:crypto';
import type {
  CodePageRecord,
  Descriptors,
  LicenceTerms,
  PublicCodePage,
  SealedTier,
  Section,
  SectionId,
  Source,
  TermsReference,
} from '@plaincode/content-schemas';
import { countWords, cutLead } from './lead.ts';

/** The places of a code page that can be sealed. */
export type PartName = 'descriptor' | 'explanation' | SectionId;

/** The open half of a record, and the places whose text was taken out of it. */
export type SplitCodePage = {
  page: Omit<PublicCodePage, 'envelopes'>;
  sealed: readonly SealedTogether[];
};

/** Places whose texts share an envelope: those of a tier, but apart those that wait for licence terms. */
export type SealedTogether = { tier: SealedTier; terms: TermsReference | null; parts: PartName[] };

const tiers = ['metered', 'registered', 'subscriber'] as const;

/**
 * Takes every text whose tier is not open out of a record. What stays holds no sealed text and no bare hash of
 * one: the revision of a source that a sealed text cites is replaced by its stand-in from `blind`, since a
 * plain hash would let a reader confirm a guess.
 */
export function splitCodePage(record: CodePageRecord, blind: (hash: string) => string): SplitCodePage {
  const { descriptors, explanation, sections, sources, ...open } = record;
  const terms = licenceTermsOf(record);
  const places = sealedPlaces(record);
  const covered = terms ? coveredParts(record, places) : nothing;
  const blinded = new Set(places.map(({ source }) => source));
  const page = {
    ...open,
    descriptors: publicDescriptors(descriptors, terms),
    explanation: publicExplanation(explanation, covered.has('explanation')),
    sections: sections.map((section) => publicSection(section, covered.has(section.id))),
    sources: sources.map((source) => (blinded.has(source.id) ? blindSource(source, blind) : source)),
  };
  return { page, sealed: tiers.flatMap((tier) => together(tier, places, { terms, covered })) };
}

type SealedPlace = { part: PartName; tier: SealedTier; source: string };

/** In the order of the page. */
function sealedPlaces({ descriptors, explanation, sections }: CodePageRecord): SealedPlace[] {
  const places: SealedPlace[] = [];
  if (descriptors.tier !== 'open')
    places.push({ part: 'descriptor', tier: descriptors.tier, source: descriptors.long.source });
  if (explanation && explanation.tier !== 'open')
    places.push({ part: 'explanation', tier: explanation.tier, source: explanation.source });
  for (const section of sections)
    if (section.held && section.tier !== 'open')
      places.push({ part: section.id, tier: section.tier, source: section.source });
  return places;
}

const nothing: ReadonlySet<PartName> = new Set();

/** The parts that wait for the descriptor's terms: what is its rights holder's, and sealed in its tier. */
function coveredParts(
  { descriptors, sources }: Pick<CodePageRecord, 'descriptors' | 'sources'>,
  places: readonly SealedPlace[],
): ReadonlySet<PartName> {
  const holderOf = (id: string) => sources.find((source) => source.id === id)?.rightsHolder;
  const holder = holderOf(descriptors.long.source);
  const covered = places.filter(
    ({ tier, source }) => tier === descriptors.tier && holderOf(source) === holder,
  );
  return new Set(covered.map(({ part }) => part));
}

/** What shares an envelope in one tier: the texts that nothing is asked for, then those that terms cover. */
function together(
  tier: SealedTier,
  places: readonly SealedPlace[],
  { terms, covered }: { terms: LicenceTerms | null; covered: ReadonlySet<PartName> },
): SealedTogether[] {
  const parts = places.flatMap((place) => (place.tier === tier ? [place.part] : []));
  const asked = terms && { notice: terms.notice, hash: terms.hash };
  return [
    { tier, terms: null, parts: parts.filter((part) => !covered.has(part)) },
    { tier, terms: asked, parts: parts.filter((part) => covered.has(part)) },
  ].filter((some) => some.parts.length > 0);
}

function publicDescriptors(
  descriptors: Descriptors,
  terms: LicenceTerms | null,
): PublicCodePage['descriptors'] {
  if (descriptors.tier === 'open') return { locked: false, ...descriptors };
  return { locked: true, tier: descriptors.tier, terms };
}

/**
 * What the rights holder of the descriptor wants accepted before it is first displayed. Rights holder and words make the
 * hash: a notice that only got another id asks nobody again.
 */
export function licenceTermsOf(
  record: Pick<CodePageRecord, 'codeSet' | 'edition' | 'descriptors' | 'sources' | 'notices'>,
): LicenceTerms | null {
  const source = record.sources.find(({ id }) => id === record.descriptors.long.source);
  const holder = source?.rightsHolder;
  const all = record.notices.filter(
    ({ rightsHolder, uses }) => rightsHolder === holder && uses.includes('first-display'),
  );
  // A page can hold notices of several editions: those of the edition in force ask, else those of the text's own.
  const own = source?.kind === 'release-file' ? source.edition : null;
  const asking =
    [record.edition.id, own, record.codeSet.id, null]
      .map((edition) => all.filter((notice) => notice.edition === edition))
      .find((some) => some.length > 0) ?? [];
  const [first] = asking;
  if (!first) return null;
  const text = asking.map((notice) => notice.text).join('\n\n');
  const hash = createHash('sha256').update(`${holder}\n${text}`).digest('hex');
  return { notice: first.id, hash, text };
}

function publicExplanation(
  explanation: CodePageRecord['explanation'],
  covered: boolean,
): PublicCodePage['explanation'] {
  if (!explanation) return null;
  if (explanation.tier === 'open') return { locked: false, ...explanation };
  const { tier, body, source, notice, inheritedFrom, reviewed, reviewer } = explanation;
  // Only a metered text shows its beginning: the other tiers promise nothing to a passing reader.
  const words = countWords(body);
  const lead = tier === 'metered' ? cutLead(body, words) : null;
  const open = { lead, words, source, notice, inheritedFrom, reviewed, reviewer };
  return { locked: true, tier, ...open, ...(covered && { underTerms: true }) };
}

function publicSection(section: Section, covered: boolean): PublicCodePage['sections'][number] {
  const { id, title, data } = section;
  if (!section.held) return { state: 'no-text', id, title, data };
  const { tier, summary, body, source } = section;
  if (tier === 'open') return { state: 'open', id, title, summary, body, source, data };
  return { state: 'locked', id, title, summary, tier, ...(covered && { underTerms: true }), data };
}

function blindSource(source: Source, blind: (hash: string) => string): Source {
  return source.kind === 'editorial' ? { ...source, revision: blind(source.revision) } : source;
}
