/** The desk said no, in its own words; the code is one of the closed list of refusals where it gave one. */
export class DeskSaysNo extends Error {
  readonly code: string | null;

  constructor(words: string, code: string | null) {
    super(words);
    this.name = 'DeskSaysNo';
    this.code = code;
  }
}

/** Asks the desk's API. Throws `DeskSaysNo` when it says no. */
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
  const refused = answer?.errors?.[0];
  throw new DeskSaysNo(
    refused?.message ?? 'The desk could not do this. Try again.',
    refused?.data?.code ?? null,
  );
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
