'use client';

import { useEffect, useRef } from 'react';
import { askDesk } from '../ask-desk.ts';

const lookAgainAfter = 500;

/**
 * Looks how a publish goes until it has ended. `told` hears undefined while it goes on, null once it is done, and what
 * went wrong where it failed.
 */
export function useRun(run: string | null, told: (failure: string | null | undefined) => void): void {
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    if (run === null) return;
    const timer = setInterval(async () => {
      const answer = await askDesk<{ state: string; failure?: string | null }>(
        `/publish-runs/${run}?depth=0`,
      ).catch(() => null);
      if (answer?.state === 'done') latest.current(null);
      else if (answer?.state === 'failed') latest.current(answer.failure ?? 'It could not be published.');
      else latest.current(undefined);
    }, lookAgainAfter);
    return () => clearInterval(timer);
  }, [run]);
}
