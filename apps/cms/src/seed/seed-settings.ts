import type { Payload } from 'payload';
import { ensure, sectionTiers } from '../imports/ensure-code-sets.ts';
import type { StarterSettings } from './starter-settings.ts';

/** Brings in rights holders, notices, code sets and the site's settings, and leaves alone what is there. */
export async function seedSettings(payload: Payload, settings: StarterSettings): Promise<void> {
  const holders = new Map<string, string>();
  for (const { slug, name } of settings.rightsHolders)
    holders.set(slug, (await ensure(payload, 'rights-holders', { slug, name })).id);
  const holderId = (slug: string): string => {
    const id = holders.get(slug);
    if (!id) throw new Error(`The starter's settings name the rights holder "${slug}" and do not list it.`);
    return id;
  };
  for (const { rightsHolder, ...notice } of settings.notices) {
    await ensure(payload, 'copyright-notices', { ...notice, rightsHolder: holderId(rightsHolder) });
  }
  for (const { rightsHolder, licence, sectionTiers: tiers, ...system } of settings.codeSystems) {
    await ensure(payload, 'code-systems', {
      ...system,
      ...(licence ? { licence } : {}),
      rightsHolder: holderId(rightsHolder),
      sectionTiers: sectionTiers((id) => tiers[id]),
    });
  }
  for (const rule of settings.styleRules) await ensureStyleRule(payload, rule);
  await seedGlobals(payload, settings);
}

async function ensureStyleRule(payload: Payload, rule: StarterSettings['styleRules'][number]): Promise<void> {
  const { totalDocs } = await payload.count({
    collection: 'style-rules',
    where: { avoid: { equals: rule.avoid } },
  });
  if (totalDocs === 0)
    await payload.create({ collection: 'style-rules', data: { ...rule, active: true }, depth: 0 });
}

/** A global that somebody saved has a date; the defaults that stand in for it have none. */
async function seedGlobals(payload: Payload, { site, accessPlan }: StarterSettings): Promise<void> {
  const held = await payload.findGlobal({ slug: 'site-settings', depth: 0 });
  if (!held.updatedAt) {
    const { callout, ...rest } = site;
    await payload.updateGlobal({
      slug: 'site-settings',
      data: { ...rest, callout: callout ?? {} },
      depth: 0,
    });
  }
  if (!accessPlan) return;
  const plan = await payload.findGlobal({ slug: 'access-plan', depth: 0 });
  if (plan.updatedAt) return;
  const { version: _, ...data } = accessPlan;
  await payload.updateGlobal({ slug: 'access-plan', data, depth: 0 });
}
