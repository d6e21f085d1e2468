'use client';

import { useSearchParams } from 'next/navigation.js';
import { useEffect, useState } from 'react';
import { askDesk } from '../ask-desk.ts';

export type Neighbours = {
  place: number;
  found: number;
  previous: string | null;
  next: string | null;
  /** The next one after it that is in review. */
  waiting: string | null;
};

type Found = { at: string; waits: boolean };

/** The items before and after this one among those that the board showed; null until known. */
export function useNeighbours(edition: string, code: string) {
  const query = useSearchParams().toString();
  const [found, setFound] = useState<Found[] | null>(null);

  useEffect(() => {
    let current = true;
    askDesk<{ found: Found[] }>(`/updates/${encodeURIComponent(edition)}/found?${query}`).then(
      (answer) => current && setFound(answer.found),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [edition, query]);

  const at = found?.findIndex((one) => one.at === code) ?? -1;
  const neighbours: Neighbours | null = found && {
    place: at + 1,
    found: found.length,
    previous: found[at - 1]?.at ?? null,
    next: found[at + 1]?.at ?? null,
    waiting: found.slice(at + 1).find(({ waits }) => waits)?.at ?? null,
  };
  return { neighbours, query };
}
