'use client';

import { useRouter } from 'next/navigation.js';
import { useEffect, useRef } from 'react';
import { useOnceSaved } from '../use-once-saved.ts';
import { leavesFreely } from './unsaved-words.ts';
import type { Saving } from './use-saving.ts';

/** A way out of the page that somebody chose. */
type Way = { go: () => void };

/**
 * Nobody leaves unsaved words behind unasked. A link, and Back, wait until they are saved, and ask only where they cannot
 * be; the browser asks before the page is closed or loaded anew. A browser that lets nobody hold up its Back goes at once.
 */
export function useLeaving({ why, unsaved, unsavedNow }: Saving): void {
  const router = useRouter();
  const goAllTheSame = ({ go }: Way) => {
    const reason = why ?? 'The desk has not answered yet.';
    if (window.confirm(`What you wrote last is not saved. ${reason}\n\nLeave without saving it?`)) go();
  };
  const wanted = useRef<Way>({ go: () => undefined });
  /* Whoever decided to leave is not held up by the next event of the same leaving. */
  const decided = useRef(false);
  const { ask } = useOnceSaved<Way>(unsaved && why === null, {
    take: (way) => (why === null ? way.go() : goAllTheSame(way)),
    giveUp: () => goAllTheSame(wanted.current),
  });
  const leave = (way: Way) => {
    wanted.current = way;
    if (why === null) ask(way);
    else goAllTheSame(way);
  };
  const latest = useRef({ leave, router });
  latest.current = { leave, router };

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (unsavedNow() && !leavesFreely()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const address = leadsAway(event);
      if (address === null || !unsavedNow()) return;
      event.preventDefault();
      event.stopPropagation();
      const here = new URL(address).origin === window.location.origin;
      const go = () => (here ? latest.current.router.push(address) : window.location.assign(address));
      latest.current.leave({ go });
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || decided.current || !unsavedNow())
        return;
      event.preventDefault();
      const { key } = event.destination;
      const go = () => {
        decided.current = true;
        window.navigation.traverseTo(key);
      };
      latest.current.leave({ go });
    };
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('click', onClick, true);
    window.navigation?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('click', onClick, true);
      window.navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [unsavedNow]);
}

/** The address of another page to which a click leads in this tab; null where it leads nowhere else. */
function leadsAway(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.isContentEditable || link.download !== '' || (link.target && link.target !== '_self'))
    return null;
  const { origin, pathname, search } = window.location;
  const to = new URL(link.href);
  if (!/^https?:$/.test(to.protocol)) return null;
  return to.origin === origin && to.pathname === pathname && to.search === search ? null : to.href;
}
