import { type AccessPlan, accessPlan, type SiteSettings, siteSettings } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { z } from 'zod';
import { ExportRefused } from './export-refused.ts';

const link = z.object({ label: z.string(), href: z.string().nullish() });

const settingsDocument = z.object({
  name: z.string(),
  publisher: z.string(),
  productBar: z.array(link).nullish(),
  callout: z.object({ action: z.string().nullish(), href: z.string().nullish() }).nullish(),
});

/** The site's settings. What has no address is left out: it is not built. Throws `ExportRefused`. */
export async function readSiteSettings(
  payload: Payload,
  origin: string,
  codeSets: SiteSettings['codeSets'],
): Promise<SiteSettings> {
  const document = settingsDocument.parse(await payload.findGlobal({ slug: 'site-settings', depth: 0 }));
  const { action, href } = document.callout ?? {};
  return parsed(siteSettings, 'Site settings', {
    name: document.name,
    publisher: document.publisher,
    origin,
    productBar: (document.productBar ?? []).flatMap((entry) =>
      entry.href ? [{ label: entry.label, href: entry.href }] : [],
    ),
    callout: action && href ? { action, href } : null,
    codeSets,
  });
}

/** The access plan, as it travels with a release. Throws `ExportRefused`. */
export async function readAccessPlan(payload: Payload): Promise<AccessPlan> {
  const { period, plans, newGuestsPerAddressAndDay, subscriberViewsPerHour } = await payload.findGlobal({
    slug: 'access-plan',
    depth: 0,
  });
  const planOf = (plan: (typeof plans)['guest'] | undefined) => ({
    views: plan?.views ?? null,
    opening: plan?.opening,
    opens: plan?.opens ?? [],
  });
  return parsed(accessPlan, 'Access plan', {
    version: 1,
    period,
    plans: {
      guest: planOf(plans?.guest),
      registered: planOf(plans?.registered),
      subscriber: planOf(plans?.subscriber),
    },
    newGuestsPerAddressAndDay,
    subscriberViewsPerHour,
  });
}

function parsed<T>(schema: z.ZodType<T>, name: string, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new ExportRefused(
    'bad-settings',
    `${name} cannot be published. ${wrong}. Mend them in the desk under Site › ${name}.`,
  );
}
