import { Unreadable } from '../problems.ts';
import { readWhole } from './bounded.ts';
import { listMembers, type TextPart } from './zip.ts';

/** It is held in memory; the official workbooks are below 40 MB. */
const largest = 64 * 1024 * 1024;
/** It is packed already: one that packs to much less holds little else than a trap. */
const highestRatio = 4;

/** The members of an archive (a workbook) that stands inside an archive. Throws Unreadable. */
export async function listInnerMembers({
  bytes,
  member,
  packedSize = largest,
}: TextPart): Promise<TextPart[]> {
  const most = Math.min(largest, packedSize * highestRatio + 64 * 1024);
  try {
    return await listMembers(await readWhole(bytes(), most), member);
  } catch (error) {
    if (error instanceof Unreadable) error.member ??= member;
    throw error;
  }
}
