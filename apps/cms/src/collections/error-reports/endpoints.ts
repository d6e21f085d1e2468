import type { Endpoint } from 'payload';
import { z } from 'zod';
import { bodyOf, signedIn } from '../../access/parse-request.ts';
import { WorkflowRefused } from '../../access/refused.ts';
import { takeReportStep } from '../../errata/take-report-step.ts';
import { reportActions, reportWriters } from '../../workflow/error-report.ts';
import { roleMayNot } from '../../workflow/refusal.ts';

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
      const { role } = signedIn(req);
      if (!reportWriters.includes(role)) throw new WorkflowRefused(roleMayNot(reportWriters));
      const step = await bodyOf(req, stepBody);
      return Response.json(await takeReportStep(req, String(req.routeParams?.id ?? ''), step));
    },
  },
];
