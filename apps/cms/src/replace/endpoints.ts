import type { Endpoint } from 'payload';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { approveBatch, approveBody, judgeOf } from './approve-batch.ts';
import { batchView } from './batch-view.ts';
import { findBody, findTexts } from './find-texts.ts';
import { moveBody, moveTexts } from './move-notice.ts';
import { saveBatch, saveBody, writerOf } from './save-batch.ts';
import { textsOfNotice } from './texts-of-notice.ts';

/**
 * `POST find`: the texts that hold some words, with what a change would make of them. `POST save`: makes it in the chosen
 * ones; `POST notice`: puts texts under another notice. `GET /:id/view` and `POST /:id/approve`: what a reviewer sees and
 * approves as one.
 */
export const replaceEndpoints: Endpoint[] = [
  {
    path: '/find',
    method: 'post',
    handler: async (req) => {
      signedIn(req);
      return Response.json(await findTexts(req, await bodyOf(req, findBody)));
    },
  },
  {
    path: '/save',
    method: 'post',
    handler: async (req) => {
      writerOf(req);
      return Response.json(await saveBatch(req, await bodyOf(req, saveBody)));
    },
  },
  {
    path: '/notice',
    method: 'post',
    handler: async (req) => {
      writerOf(req);
      return Response.json(await moveTexts(req, await bodyOf(req, moveBody)));
    },
  },
  {
    path: '/:id/view',
    method: 'get',
    handler: async (req) => Response.json(await batchView(req, idOf(req.routeParams))),
  },
  {
    path: '/:id/approve',
    method: 'post',
    handler: async (req) => {
      judgeOf(req);
      const approved = await approveBatch(req, idOf(req.routeParams), await bodyOf(req, approveBody));
      return Response.json({ approved });
    },
  },
];

/** `GET /copyright-notices/:id/texts`: the texts that name a notice, and where they can be moved. */
export const noticeEndpoints: Endpoint[] = [
  {
    path: '/:id/texts',
    method: 'get',
    handler: async (req) => Response.json(await textsOfNotice(req, idOf(req.routeParams))),
  },
];

const idOf = (params: Record<string, unknown> | undefined): string => String(params?.id ?? '');
