import { gzipSync } from 'node:zlib';
import { type ZipMember, zip } from '../../fixtures/made-files.ts';
import type { Given } from '../../src/read-official-file.ts';

/** A file as it is made up: a text, or an archive of files. A workbook is an archive of XML texts. */
export type MadeFile = MadeText | MadeArchive | { kind: 'gz'; name: string; content: MadeText };
export type MadeText = { kind: 'text' | 'xml'; name: string; data: Buffer };
export type MadeArchive = {
  kind: 'zip' | 'xlsx';
  name: string;
  members: MadeFile[];
  /** Changes what is written of the members, for archives that lie. */
  flaw?: (members: ZipMember[]) => ZipMember[];
};

/** What a reader is given: invented rows in an official layout, and what the person says of them. */
export type Seed = { file: MadeFile; given: Given };

export const textFile = (name: string, data: string | Buffer): MadeText => ({
  kind: 'text',
  name,
  data: Buffer.from(data),
});
export const xmlFile = (name: string, data: string): MadeText => ({
  kind: 'xml',
  name,
  data: Buffer.from(data),
});
export const gzFile = (content: MadeText): MadeFile => ({ kind: 'gz', name: `${content.name}.gz`, content });
export const zipFile = (name: string, members: MadeFile[]): MadeArchive => ({ kind: 'zip', name, members });

/** The bytes of a made file. */
export function pack(file: MadeFile): Buffer {
  if (file.kind === 'gz') return gzipSync(file.content.data);
  if ('data' in file) return file.data;
  const members = file.members.map((member) => ({ name: member.name, data: pack(member) }));
  return zip(file.flaw ? file.flaw(members) : members);
}

/** A text as it is, in a gz and in a zip beside a document; a workbook or an archive as it is and in a zip. */
export function packings(file: MadeFile, given: Given = {}): Seed[] {
  const readMe = textFile('read-me.pdf', '%PDF-1.7 made up');
  const files: MadeFile[] =
    file.kind === 'zip'
      ? [file]
      : [file, zipFile('made.zip', [readMe, { ...file, name: `folder/${file.name}` }])];
  if ('data' in file) files.push(gzFile(file));
  return files.map((one) => ({ file: one, given }));
}
