import { findPassage } from '../../discussion/anchor.ts';
import type { Thread } from '../../discussion/discussion-view.ts';
import { rangeOf, surfaceText } from './surface-text.ts';
import { type Surface, surfaces, textOf } from './surfaces.ts';

const all = 'desk-passages';
const focused = 'desk-passage';

/** Marks the passages of open threads in the text, and the one that somebody looks at more. */
export function markPassages(threads: readonly Thread[], current: string | null): void {
  if (!('highlights' in CSS)) return;
  const shown = surfaces();
  const rangesOf = (some: readonly Thread[]) => some.flatMap((thread) => found(thread, shown)?.range ?? []);
  const open = threads.filter(({ state, id }) => state === 'open' && id !== current);
  CSS.highlights.set(all, new Highlight(...rangesOf(open)));
  CSS.highlights.set(focused, new Highlight(...rangesOf(threads.filter(({ id }) => id === current))));
}

export function clearMarks(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(all);
  CSS.highlights.delete(focused);
}

/**
 * Goes to the passage of a thread: opens the tab or section that holds it, scrolls there and puts the caret before it. False where the text does not say it any more.
 */
export async function goToPassage(thread: Thread): Promise<boolean> {
  if (!thread.passage) return false;
  await open(thread.passage.part);
  const place = found(thread, surfaces());
  if (!place) return false;
  const { surface, range, start, end } = place;
  const element = range?.startContainer.parentElement ?? surface.element;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  surface.element.focus({ preventScroll: true });
  const marked = 'highlights' in CSS;
  surface.field?.setSelectionRange(start, end);
  if (range) {
    /* The caret goes before the passage; a browser that cannot mark it selects it. */
    if (marked) range.collapse(true);
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  }
  return true;
}

function found(thread: Thread, shown: readonly Surface[]) {
  const { passage } = thread;
  if (!passage) return null;
  for (const surface of shown) {
    if (surface.part !== null && surface.part !== passage.part) continue;
    const place = findPassage(textOf(surface), passage);
    if (!place) continue;
    const { start, end } = place;
    const range = surface.field ? null : rangeOf(surfaceText(surface.element), start, end);
    return { surface, range, start, end };
  }
  return null;
}

/** Shows the part of the form that holds a field: its tab, and its section where that is folded. */
async function open(part: string): Promise<void> {
  const isShown = () => surfaces().some((surface) => surface.part === part || surface.part === null);
  if (!isShown()) {
    const tabs = [...document.querySelectorAll<HTMLElement>('.tabs-field__tab-button')];
    tabs[part.startsWith('sections.') ? 1 : 0]?.click();
    for (let tries = 0; tries < 40 && !isShown(); tries += 1) await moment();
  }
  const surface = surfaces().find((one) => one.part === part);
  const folded = surface?.element.closest('.collapsible--collapsed');
  if (!folded) return;
  folded.querySelector<HTMLElement>('.collapsible__toggle')?.click();
  for (let tries = 0; tries < 6; tries += 1) await moment();
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 50));
