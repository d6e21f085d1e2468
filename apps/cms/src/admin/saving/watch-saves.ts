/** A save of the open text as the browser sees it. `why` is null where the desk took it. */
export type SaveNews = { kind: 'sent' } | { kind: 'answered'; why: string | null; reached: boolean };

/** What is said of a save to which no answer came. */
const unreachable = 'The desk cannot be reached. Leave this page open: it tries again by itself.';

/**
 * Tells of each save that the form makes of this document. The form itself keeps no word of one that failed, so what it
 * asks the desk is listened to. Answers how to stop.
 */
export function watchSaves(id: string, tell: (news: SaveNews) => void): () => void {
  const ask = window.fetch;
  const watched: typeof fetch = async (input, init) => {
    if (!isSave(id, input, init)) return await ask.call(window, input, init);
    tell({ kind: 'sent' });
    const response = await ask.call(window, input, init).catch((error: unknown) => {
      tell({ kind: 'answered', why: unreachable, reached: false });
      throw new Error(unreachable, { cause: error });
    });
    const why = response.ok ? null : await whyNot(response.clone());
    tell({ kind: 'answered', why, reached: response.status < 500 });
    return response;
  };
  window.fetch = watched;
  return () => {
    if (window.fetch === watched) window.fetch = ask;
  };
}

function isSave(id: string, input: RequestInfo | URL, init?: RequestInit): boolean {
  if (init?.method?.toUpperCase() !== 'PATCH' || input instanceof Request) return false;
  const { pathname, searchParams } = new URL(input, window.location.href);
  return pathname === `/api/explanations/${id}` && searchParams.get('autosave') === 'true';
}

type Refused = { errors?: { message?: string; data?: { errors?: { message?: string }[] } }[] } | null;

/** The desk's own words; the fault of a field says more than that there is one. */
async function whyNot(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => null)) as Refused;
  const refused = answer?.errors?.[0];
  return (
    refused?.data?.errors?.[0]?.message ??
    refused?.message ??
    `The desk answered with the status ${response.status}.`
  );
}
