import type { PublicCodePage, PublicPage, SealedEnvelope } from '@plaincode/content-schemas';
import { codePageExamples, exampleSiteSettings } from '@plaincode/content-schemas/examples';
import { describe, expect, it } from 'vitest';
import { testKeys } from '../publish/fixtures/plain-publisher.ts';
import { createRecordRenderer, type EarlierPage, type Templates } from './render-record.ts';

const licensed = codePageExamples['licensed-code-all-sections-locked'];
const templates: Templates = {
  renderPart: (part) => `<p>${part}</p>`,
  renderPage: async (page: PublicPage) => Buffer.from(JSON.stringify(page)),
  readEnvelope: (html, tier, underTerms) =>
    pageOf(html).envelopes.find((one) => one.tier === tier && Boolean(one.terms) === underTerms) ?? null,
};
const renderRecord = createRecordRenderer(templates, exampleSiteSettings, testKeys);

const pageOf = (html: string): PublicCodePage => JSON.parse(html);

async function render(record: unknown, earlier: EarlierPage | null = null) {
  const made = await renderRecord(record, earlier);
  if ('reasons' in made) throw new Error(made.reasons.join());
  const html = Buffer.from(made.html).toString();
  return { html, facts: made.facts, envelopes: pageOf(html).envelopes };
}

/** The same page with other ciphertexts, by which an envelope that was taken over is known. */
function worn(html: string): string {
  const page = pageOf(html);
  const wear = (one: SealedEnvelope, at: number) => ({ ...one, ciphertext: `worn-${at}` });
  return JSON.stringify({ ...page, envelopes: page.envelopes.map(wear) });
}

const ciphertexts = (envelopes: readonly SealedEnvelope[]) => envelopes.map(({ ciphertext }) => ciphertext);

describe('a page with two envelopes of a tier, one of them under terms', () => {
  it('says of each in the release what opens it', async () => {
    const { facts, envelopes } = await render(licensed);
    expect(envelopes).toHaveLength(4);
    expect(facts?.envelopes).toEqual(
      envelopes.map(({ tier, revision, terms }) => (terms ? { tier, revision, terms } : { tier, revision })),
    );
    expect(facts?.envelopes.filter(({ terms }) => terms)).toHaveLength(1);
  });

  it('takes each from the page before, where texts or record are the same', async () => {
    const before = await render(licensed);
    const marks = before.facts?.marks ?? {};
    const all = ['worn-0', 'worn-1', 'worn-2', 'worn-3'];
    for (const same of [false, true]) {
      const again = await render(licensed, { marks, html: worn(before.html), same });
      expect(ciphertexts(again.envelopes)).toEqual(all);
      expect(again.envelopes.map(({ terms }) => terms)).toEqual(before.envelopes.map(({ terms }) => terms));
    }
  });

  it('seals anew the one whose text changed, and no other', async () => {
    const before = await render(licensed);
    const marks = before.facts?.marks ?? {};
    const other = createRecordRenderer(
      { ...templates, renderPart: (part) => `<p>${part}${part === 'descriptor' ? ' reworded' : ''}</p>` },
      exampleSiteSettings,
      testKeys,
    );
    const made = await other(licensed, { marks, html: worn(before.html), same: false });
    if ('reasons' in made) throw new Error(made.reasons.join());
    const after = ciphertexts(pageOf(Buffer.from(made.html).toString()).envelopes);
    expect(after.map((text) => text.startsWith('worn-'))).toEqual([true, true, false, true]);
  });

  it('asks for new terms without sealing anything anew', async () => {
    const before = await render(licensed);
    const marks = before.facts?.marks ?? {};
    const notices = licensed.notices.map((one) => ({ ...one, text: `${one.text} Anew.` }));
    const after = await render({ ...licensed, notices }, { marks, html: worn(before.html), same: false });
    expect(ciphertexts(after.envelopes)).toEqual(['worn-0', 'worn-1', 'worn-2', 'worn-3']);
    const hashes = [before, after].map(({ facts }) => facts?.envelopes.map(({ terms }) => terms?.hash));
    expect(hashes[1]).not.toEqual(hashes[0]);
    expect(hashes[1]?.map((hash) => hash !== undefined)).toEqual([false, false, true, false]);
  });
});
