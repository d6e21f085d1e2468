import type { Payload } from 'payload';
import { findNotices, isLine, readRights } from '../export/rights.ts';
import { codeSystems } from '../imports/code-systems.ts';

export interface NoticeToPrint {
  holder: string;
  text: string;
}

/** The notices that pages of an edition print under its official text; empty where none is held. */
export async function noticesToPrint(
  payload: Payload,
  codeSet: string,
  edition: string,
): Promise<NoticeToPrint[]> {
  const { slugOf, ...rights } = await readRights(payload);
  const system = (await codeSystems(payload)).find(({ slug }) => slug === codeSet);
  const found = system ? findNotices(rights, slugOf(system.rightsHolder), codeSet, edition) : null;
  return (found ?? []).filter(isLine).map(({ rightsHolder, text }) => ({
    holder: rights.holders.get(rightsHolder)?.name ?? rightsHolder,
    text,
  }));
}
