import type { TextPart } from '../container/zip.ts';

/** The AMA's descriptor files; years and folders may stand around their names. */
export type DescriptorFile = 'long' | 'medium' | 'short' | 'modifier' | 'consumer' | 'clinician';

const names: Record<DescriptorFile, RegExp[]> = {
  // Mixed case with tabs, upper case with tabs, and their twins in fixed columns: the first found is read.
  long: [/^LONGULT/i, /^LONGUT/i, /^LONGULF/i, /^LONGUF/i],
  medium: [/^MEDU/i],
  short: [/^SHORTU/i],
  modifier: [/^MODUL/i],
  consumer: [/^ConsumerDescriptor/i],
  clinician: [/^ClinicianDescriptor/i],
};

/** Consumer and clinician descriptors come as text and as a workbook with the same rows. */
const tables: DescriptorFile[] = ['consumer', 'clinician'];

/** A member's name without folders, and without a year or other digits before it. */
const baseName = (member: string): string => (member.split(/[\\/]/).at(-1) ?? '').replace(/^[\d\s_-]+/, '');

/** Which of the files a name is; null where it is none. */
export function fileOfName(name: string): DescriptorFile | null {
  const base = baseName(name);
  for (const [file, wordings] of Object.entries(names))
    if (wordings.some((wording) => wording.test(base))) return isFile(file) ? file : null;
  return null;
}

const isFile = (name: string): name is DescriptorFile => Object.hasOwn(names, name);

/** The archive's members that are one of the files, the one to read first; a text before a workbook. */
export function partsOfFile(parts: TextPart[], file: DescriptorFile): TextPart[] {
  const endings = tables.includes(file) ? [/\.txt$/i, /\.xlsx$/i] : [/\.txt$/i];
  for (const ending of endings)
    for (const wording of names[file]) {
      const found = parts.filter(
        ({ member }) => isReal(member) && ending.test(member) && wording.test(baseName(member)),
      );
      if (found.length > 0) return found;
    }
  return [];
}

/** Archives made on a Mac hold a hidden twin of each file. */
export const isReal = (member: string | null): member is string =>
  member !== null && !/(?:^|[\\/])(?:__MACOSX[\\/]|\._?)/.test(member);
