import type { CollectionConfig, GlobalConfig, JSONField, PayloadRequest } from 'payload';
import { actorOf } from '../access/actor.ts';
import { auditProposal } from '../audit/setting-events.ts';
import { serverOnly } from '../collections/fields.ts';
import { holdBack } from './hold-back.ts';
import { type GuardedCollection, type GuardedGlobal, guardRules } from './rules.ts';

/** What waits for a second person, shown above everything else of the document. */
const pendingField: JSONField = {
  name: 'pending',
  label: 'Waits for a second person',
  type: 'json',
  access: serverOnly,
  admin: {
    components: { Field: '/src/admin/pending-change.tsx#PendingChangeView' },
    disableBulkEdit: true,
    disableListColumn: true,
    disableListFilter: true,
  },
};

/** Whoever proposes a change keeps nobody from deciding about it: their hold on the document ends after a second. */
const forOthers = { duration: 1 } as const;

/**
 * Puts the rule of the second person below every way in: a person's save leaves the guarded fields as they are
 * and writes the wish into `pending`. Without a person (a command) a save acts at once.
 */
export function guardedCollection(slug: GuardedCollection, config: CollectionConfig): CollectionConfig {
  const { hooks = {} } = config;
  return {
    ...config,
    lockDocuments: forOthers,
    hooks: {
      ...hooks,
      beforeChange: [
        ...(hooks.beforeChange ?? []),
        ({ data, originalDoc, operation, req, context }) =>
          isDecided(context, `${slug}/${originalDoc?.id}`)
            ? data
            : holdBack(guardRules[slug], {
                document: `${slug}/${originalDoc?.id ?? 'new'}`,
                original: operation === 'create' ? null : (originalDoc ?? null),
                wished: data,
                person: actorOf(req),
                now: new Date().toISOString(),
              }),
      ],
      afterChange: [
        ...(hooks.afterChange ?? []),
        async ({ doc, previousDoc, req }) => {
          await auditProposal(req.payload, slug, doc, previousDoc);
          return doc;
        },
      ],
    },
    fields: [pendingField, ...config.fields],
  };
}

/** The same for a global. */
export function guardedGlobal(slug: GuardedGlobal, config: GlobalConfig): GlobalConfig {
  const { hooks = {} } = config;
  const document = `globals/${slug}`;
  return {
    ...config,
    lockDocuments: forOthers,
    hooks: {
      ...hooks,
      beforeChange: [
        ...(hooks.beforeChange ?? []),
        ({ data, originalDoc, req, context }) =>
          isDecided(context, document)
            ? data
            : holdBack(guardRules[slug], {
                document,
                original: originalDoc ?? {},
                wished: data,
                person: actorOf(req),
                now: new Date().toISOString(),
              }),
      ],
      afterChange: [
        ...(hooks.afterChange ?? []),
        async ({ doc, previousDoc, req }) => {
          await auditProposal(req.payload, 'globals', { ...doc, id: slug }, previousDoc);
          return doc;
        },
      ],
    },
    fields: [pendingField, ...config.fields],
  };
}

/** Put into a request's context when a second person agreed; no client can set it. */
function isDecided(context: PayloadRequest['context'], document: string): boolean {
  return context.decidedChange === document;
}
