'use client';

import { useSearchParams } from 'next/navigation.js';
import { useEffect, useState } from 'react';
import { askDesk } from '../ask-desk.ts';

export type Neighbours = { place: number; found: number; previous: string | null; next: string | null };

/** The items before and after this one among those that the board showed; null until known. */
export function useNeighbours(edition: string, code: string) {
  const query = useSearchParams().toString();
  const [found, setFound] = useState<string[] | null>(null);

  useEffect(() => {
    let current = true;
    askDesk<{ found: { at: string }[] }>(`/updates/${encodeURIComponent(edition)}/found?${query}`).then(
      (answer) => current && setFound(answer.found.map(({ at }) => at)),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [edition, query]);

  const at = found?.indexOf(code) ?? -1;
  const neighbours: Neighbours | null = found && {
    place: at + 1,
    found: found.length,
    previous: found[at - 1] ?? null,
    next: found[at + 1] ?? null,
  };
  return { neighbours, query };
}
