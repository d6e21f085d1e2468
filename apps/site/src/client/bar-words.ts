import type { ViewsState } from '@plaincode/content-schemas';
import { formatDay } from '../render/format-date.ts';
import type { PageFacts } from './page-facts.ts';

/** A run of the views bar; `register` makes it a link to the form, `reload` a button. */
export interface BarPiece {
  text: string;
  action?: 'register' | 'reload';
}

/** The views bar in the words of the reader's state. */
export function barWords(facts: PageFacts): readonly BarPiece[] {
  const { gate, grant, views, opening } = facts;
  if (opening === 'needs-https' && facts.sealed.length > 0)
    return [
      { text: 'Locked text cannot be opened over this connection. Use the HTTPS address of this site.' },
    ];
  if (opening === 'needs-newer-browser' && facts.sealed.length > 0)
    return [{ text: 'Locked text cannot be opened by this browser. Use a newer one.' }];
  if (grant.state === 'refused' && grant.reason === 'unknown-envelope')
    return [
      { text: 'This page has been renewed since you opened it. ' },
      { text: 'Reload', action: 'reload' },
    ];
  if (gate === 'offline' || grant.state === 'offline')
    return [
      { text: 'You are offline. Open text can be read; locked text opens when you are connected again.' },
    ];
  if (gate === 'unreachable' || grant.state === 'unreachable')
    return [{ text: 'The account service does not answer right now. Open text can still be read.' }];
  if (!views) return [];
  return grant.state === 'refused' && grant.reason === 'too-many-new-guests'
    ? usedUpWords(views)
    : countWords(views);
}

/** A view that the gate would refuse is none: the count of a guest whose network has had its share says nothing. */
function usedUpWords({ registeredViews }: ViewsState): readonly BarPiece[] {
  const usedUp = 'The guest views of your network are used up for today.';
  return registeredViews === null
    ? [{ text: usedUp }]
    : [{ text: `${usedUp} ` }, ...toRegister(registeredViews, '')];
}

function toRegister(views: number, more: '' | 'more '): readonly BarPiece[] {
  return [
    { text: 'Register free account', action: 'register' },
    { text: ` to get ${views} ${more}${views === 1 ? 'view' : 'views'}.` },
  ];
}

function countWords(views: ViewsState): readonly BarPiece[] {
  if (views.left === null || views.limit === null)
    return [{ text: 'Your subscription opens every code page.' }];
  const remaining = `${views.left} code page ${views.left === 1 ? 'view' : 'views'} remaining.`;
  if (views.plan !== 'guest')
    return [
      { text: `${remaining} Your ${views.limit} views start again on ${formatDay(views.periodEnds)}.` },
    ];
  const limited = `Guest accounts are limited to ${views.limit} page ${views.limit === 1 ? 'view' : 'views'}.`;
  if (views.registeredViews === null) return [{ text: `${remaining} ${limited}` }];
  return [{ text: `${remaining} ${limited} ` }, ...toRegister(views.registeredViews, 'more ')];
}
