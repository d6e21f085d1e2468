import type { Endpoint } from 'payload';
import { bodyOf, signedIn } from '../access/parse-request.ts';
import { approveBatch, approveBody, batchView, judgeOf, saveBatch, saveBody } from './change-batch.ts';
import { findBody, findTexts } from './find-texts.ts';

/**
 * `POST find`: the texts that hold some words, with what a change would make of them. `POST save`: makes it in the chosen
 * ones. `GET /:id/view` and `POST /:id/approve`: what a reviewer sees and approves as one.
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
      signedIn(req);
      return Response.json(await saveBatch(req, await bodyOf(req, saveBody)));
    },
  },
  {
    path: '/:id/view',
    method: 'get',
    handler: async (req) => Response.json(await batchView(req, String(req.routeParams?.id ?? ''))),
  },
  {
    path: '/:id/approve',
    method: 'post',
    handler: async (req) => {
      judgeOf(req);
      const approved = await approveBatch(
        req,
        String(req.routeParams?.id ?? ''),
        await bodyOf(req, approveBody),
      );
      return Response.json({ approved });
    },
  },
];
