import type { Endpoint } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../../access/parse-request.ts';
import { takeReportStep } from '../../errata/take-report-step.ts';
import { reportActions } from '../../workflow/error-report.ts';

const stepBody = z.strictObject({
  action: z.enum(reportActions),
  note: z.string().max(2000).optional(),
});

/** `POST /:id/step`: one step on one report. Answers with the explanation in which it is mended, if there is one. */
export const errorReportEndpoints: Endpoint[] = [
  {
    path: '/:id/step',
    method: 'post',
    handler: async (req) => {
      signedIn(req);
      const step = await bodyOf(req, stepBody);
      return Response.json(await takeReportStep(req, String(req.routeParams?.id ?? ''), step));
    },
  },
];
