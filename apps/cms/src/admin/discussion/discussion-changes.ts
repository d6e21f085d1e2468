'use client';

import { useEffect, useState } from 'react';

const event = 'desk-discussion-changed';

/** Says to the rest of the page that something was said or settled beside the text. */
export function sayDiscussionChanged(): void {
  window.dispatchEvent(new Event(event));
}

/** Counts what was said or settled beside the text since the page is open. */
export function useDiscussionChanges(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const more = () => setCount((one) => one + 1);
    window.addEventListener(event, more);
    return () => window.removeEventListener(event, more);
  }, []);
  return count;
}
