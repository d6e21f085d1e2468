import type { CopyrightNotice, Explanation } from '@plaincode/types/payload';
import type { TestDesk } from './open-test-desk.ts';

/** An editor state with one paragraph. */
export function paragraph(text: string): NonNullable<Explanation['body']> {
  const node = { type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' };
  const block = {
    type: 'paragraph',
    version: 1,
    children: [node],
    direction: null,
    format: '' as const,
    indent: 0,
  };
  return { root: { type: 'root', version: 1, children: [block], direction: null, format: '', indent: 0 } };
}

/** A code set with one edition, one code and a notice: the least that an explanation needs. */
export async function addStarter(
  { payload }: TestDesk,
  code = 'J9000',
): Promise<{ notice: CopyrightNotice; importId: string }> {
  const holder = await payload.create({
    collection: 'rights-holders',
    data: { slug: 'publisher', name: 'Example Coding Press' },
  });
  const notice = await payload.create({
    collection: 'copyright-notices',
    data: {
      slug: 'publisher-2026',
      rightsHolder: holder.id,
      uses: ['line'],
      text: '© Copyright 2026 Example Coding Press.',
    },
  });
  await payload.create({
    collection: 'code-systems',
    data: {
      slug: 'hcpcs',
      name: 'HCPCS Level II',
      shortName: 'HCPCS',
      rightsHolder: holder.id,
      fileFormat: 'hcpcs',
      descriptorTier: 'open',
      explanationTier: 'metered',
      sectionTiers: {
        guidelines: 'registered',
        modifiers: 'registered',
        crosswalks: 'registered',
        ncciEdits: 'registered',
        compliance: 'registered',
        medicareCoverage: 'registered',
      },
    },
  });
  await payload.create({
    collection: 'editions',
    data: {
      slug: 'hcpcs-2025-10-01',
      codeSet: 'hcpcs',
      label: 'October 2025',
      kind: 'quarterly',
      effective: '2025-10-01',
      sequence: 2_025_100_100,
      state: 'held',
    },
  });
  const made = await payload.create({
    collection: 'imports',
    data: {
      codeSet: 'hcpcs',
      edition: 'hcpcs-2025-10-01',
      kind: 'codes',
      state: 'complete',
      fileName: 'made.txt',
      sha256: 'x',
      sizeBytes: 1,
      sequence: 1,
      startedAt: '2025-10-01T00:00:00.000Z',
    },
  });
  await addCode({ payload }, made.id, code);
  return { notice, importId: made.id };
}

/** A code more in the edition of `addStarter`. */
export async function addCode(
  { payload }: Pick<TestDesk, 'payload'>,
  importId: string,
  code: string,
): Promise<void> {
  await payload.create({
    collection: 'codes',
    data: {
      key: `hcpcs/2025100100/1/${code}`,
      import: importId,
      codeSet: 'hcpcs',
      edition: 'hcpcs-2025-10-01',
      editionSequence: 2_025_100_100,
      importSequence: 1,
      code,
      displayCode: code,
      codeType: 'procedure',
      present: true,
      longDescriptor: `Injection of ${code}`,
      contentHash: 'x',
    },
  });
}
