import type { Payload } from 'payload';
import { type ApprovedText, approvedTexts } from '../export/approved-texts.ts';

/** The texts that readers have, by `codeSet/code`. */
export function liveTexts(payload: Payload): Promise<Map<string, ApprovedText>> {
  return approvedTexts(payload);
}
