'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { Passage } from './surfaces.ts';

/** What a reviewer wrote at a passage and has not sent yet. */
export type KeptRemark = {
  key: string;
  passage: Passage | null;
  words: string;
  mentions: string[];
  proposed: string | null;
};

const listeners = new Set<() => void>();
const none: KeptRemark[] = [];
const read = new Map<string, { stored: string; remarks: KeptRemark[] }>();
const nameOf = (explanation: string) => `desk-kept-remarks/${explanation}`;

/** The remarks that wait for "Ask for changes", kept in this browser window until they are sent. */
export function keptRemarks(explanation: string): KeptRemark[] {
  const stored = sessionStorage.getItem(nameOf(explanation));
  if (stored === null) return none;
  const known = read.get(explanation);
  if (known?.stored === stored) return known.remarks;
  const remarks = JSON.parse(stored) as KeptRemark[];
  read.set(explanation, { stored, remarks });
  return remarks;
}

export function keepRemarks(explanation: string, remarks: readonly KeptRemark[]): void {
  if (remarks.length === 0) sessionStorage.removeItem(nameOf(explanation));
  else sessionStorage.setItem(nameOf(explanation), JSON.stringify(remarks));
  for (const listener of listeners) listener();
}

export function useKeptRemarks(explanation: string): KeptRemark[] {
  const now = useCallback(() => keptRemarks(explanation), [explanation]);
  return useSyncExternalStore(subscribe, now, () => none);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A remark as the desk takes it. */
export function bodyOfRemark({ key, passage, words, mentions, proposed }: KeptRemark): object {
  return { key, ...(passage ? { part: passage.part, ...passage.anchor } : {}), words, mentions, proposed };
}
