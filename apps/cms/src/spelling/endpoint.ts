import type { Endpoint } from 'payload';
import { signedIn } from '../access/parse-request.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { CmsEnv } from '../env.ts';
import { scopeOf } from '../workflow/permissions.ts';
import { wordsOfContent } from '../workflow/words-of.ts';
import { checkSpelling, type UnknownWord } from './spelling.ts';

export interface SpellingView {
  /** The held official texts are being read for the first time; ask again. */
  learning: boolean;
  unknown: UnknownWord[];
  /** Whether this person may add to the house list. */
  mayAdd: boolean;
}

/** The first reading of a whole code set takes seconds; nobody waits for it. */
const patience = 1_500;

/** `GET /api/spelling/explanations/:id`: words of the text as it was saved last that nobody knows. It blocks nothing. */
export function spellingEndpoint({ root }: Pick<CmsEnv, 'root'>): Endpoint {
  return {
    path: '/spelling/explanations/:id',
    method: 'get',
    handler: async (req) => {
      const { role } = signedIn(req);
      const document = await req.payload.findByID({
        collection: 'explanations',
        id: String(req.routeParams?.id ?? ''),
        draft: true,
        depth: 0,
        overrideAccess: false,
        req,
      });
      const words = wordsOfContent((await textOf(document, req)).content);
      const unknown = await inTime(checkSpelling(req.payload, root, words));
      const mayAdd = scopeOf(role, 'house-words', 'create') === 'all';
      const view: SpellingView = { learning: unknown === null, unknown: unknown ?? [], mayAdd };
      return Response.json(view);
    },
  };
}

/** Null where it takes longer; the work goes on and the next one finds it done. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((answer) => {
    timer = setTimeout(answer, patience, null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
