/**
 * Resolves once a person can see the page: not while it is prerendered, and not in a tab that was opened in
 * the background. Opening a page before that would spend a view on nothing.
 */
export async function reallyVisible(): Promise<void> {
  if ('prerendering' in document && document.prerendering) await once('prerenderingchange');
  while (document.visibilityState !== 'visible') await once('visibilitychange');
}

/** Resolves once the page as it came is painted: what waits for this keeps nobody from reading. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function once(event: string): Promise<void> {
  return new Promise((resolve) => document.addEventListener(event, () => resolve(), { once: true }));
}
