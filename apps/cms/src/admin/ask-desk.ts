/** Asks the desk's API. Throws an `Error` with the desk's own words when it says no. */
export async function askDesk<T>(
  path: string,
  method = 'GET',
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  // An answer that was broken off is none: it throws, and is never taken for an empty one.
  if (response.ok) return await response.json();
  const answer = await response.json().catch(() => null);
  throw new Error(answer?.errors?.[0]?.message ?? 'The desk could not do this. Try again.');
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
