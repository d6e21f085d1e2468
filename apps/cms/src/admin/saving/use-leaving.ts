'use client';

import { useRouter } from 'next/navigation.js';
import { useEffect, useRef } from 'react';
import { useOnceSaved } from '../use-once-saved.ts';
import { leavesFreely } from './unsaved-words.ts';
import type { Saving } from './use-saving.ts';

/**
 * Nobody leaves unsaved words behind unasked. A link waits until they are saved, and asks only where they cannot be; the
 * browser asks before the page is closed or loaded anew.
 */
export function useLeaving({ why, unsaved, unsavedNow }: Saving): void {
  const router = useRouter();
  const go = (address: string) => {
    if (new URL(address).origin === window.location.origin) router.push(address);
    else window.location.assign(address);
  };
  const goAllTheSame = (address: string) => {
    const reason = why ?? 'The desk has not answered yet.';
    if (window.confirm(`What you wrote last is not saved. ${reason}\n\nLeave without saving it?`))
      go(address);
  };
  const wanted = useRef('');
  const { ask } = useOnceSaved<string>(unsaved && why === null, {
    take: (address) => (why === null ? go(address) : goAllTheSame(address)),
    giveUp: () => goAllTheSame(wanted.current),
  });
  const latest = useRef({ why, ask, goAllTheSame });
  latest.current = { why, ask, goAllTheSame };

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (unsavedNow() && !leavesFreely()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const address = leadsAway(event);
      if (address === null || !unsavedNow()) return;
      event.preventDefault();
      event.stopPropagation();
      wanted.current = address;
      if (latest.current.why === null) latest.current.ask(address);
      else latest.current.goAllTheSame(address);
    };
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('click', onClick, true);
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
