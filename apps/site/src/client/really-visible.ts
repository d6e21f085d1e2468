/**
 * Resolves once a person can see the page: not while it is prerendered, and not in a tab that was opened in
 * the background. Opening a page before that would spend a view on nothing.
 */
export async function reallyVisible(): Promise<void> {
  if ('prerendering' in document && document.prerendering) await once('prerenderingchange');
  while (document.visibilityState !== 'visible') await once('visibilitychange');
}

/** Where a browser does not say that it has painted, this is waited for instead, in milliseconds. */
const unsaid = 1_000;

/**
 * Resolves once the page as it came stands on the screen: what waits for this keeps nobody from reading. A frame that
 * was asked for is not there yet when its time has come, so the browser's own word for it is waited for.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, unsaid);
    new PerformanceObserver((entries) => {
      if (entries.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}

function once(event: string): Promise<void> {
  return new Promise((resolve) => document.addEventListener(event, () => resolve(), { once: true }));
}
