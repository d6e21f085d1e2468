'use client';

import { useEffect, useRef, useState } from 'react';

/** How long a step waits for the last change to be saved, in milliseconds. */
const patience = 15_000;

/** How long nothing may be left to save before a step is taken: the editor hands words to the form a moment after they are typed. */
const quiet = 500;

/**
 * Holds a step that was asked for until the last change is saved, and takes it then: a press in the moment between
 * writing and saving is not lost. `giveUp` is called instead where the save does not come about.
 */
export function useOnceSaved<Step>(
  waiting: boolean,
  { take, giveUp }: { take: (step: Step) => void; giveUp: () => void },
): { asked: Step | null; ask: (step: Step) => void } {
  const [asked, setAsked] = useState<Step | null>(null);
  const latest = useRef({ take, giveUp });
  latest.current = { take, giveUp };

  useEffect(() => {
    if (asked === null) return;
    const end = (then: () => void) => {
      setAsked(null);
      then();
    };
    const timer = waiting
      ? setTimeout(() => end(() => latest.current.giveUp()), patience)
      : setTimeout(() => end(() => latest.current.take(asked)), quiet);
    return () => clearTimeout(timer);
  }, [asked, waiting]);

  return { asked, ask: setAsked };
}
