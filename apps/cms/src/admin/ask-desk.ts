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
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Error(answer?.errors?.[0]?.message ?? 'The desk could not do this. Try again.');
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
