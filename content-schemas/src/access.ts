import { z } from 'zod';
import { instant, pagePath } from './primitives.ts';
import { termsReference } from './terms.ts';

/**
 * Who may read a section. `open` is plain HTML; `metered` costs one view; `registered` needs a free
 * account; `subscriber` a subscription. Every tier but `open` is sealed in an envelope.
 */
export const accessTier = z.enum(['open', 'metered', 'registered', 'subscriber']);
export type AccessTier = z.infer<typeof accessTier>;

export const sealedTier = accessTier.exclude(['open']);
export type SealedTier = z.infer<typeof sealedTier>;

/** The reader's standing; each has a plan. */
export const readerPlanName = z.enum(['guest', 'registered', 'subscriber']);
export type ReaderPlanName = z.infer<typeof readerPlanName>;

/**
 * `on-arrival`: an eligible page opens by itself once the reader really sees it (never while it is
 * prerendered or in a hidden tab). `on-request`: the reader presses Open.
 */
export const opening = z.enum(['on-arrival', 'on-request']);
export type Opening = z.infer<typeof opening>;

export const readerPlan = z.strictObject({
  /** Views in a period; null is without limit. */
  views: z.int().min(0).max(1_000_000).nullable(),
  opening,
  /** The sealed tiers that one view opens. */
  opens: z.array(sealedTier),
});
export type ReaderPlan = z.infer<typeof readerPlan>;

/** What each kind of reader may open. Edited in the CMS; travels with a release as one file. */
export const accessPlan = z.strictObject({
  version: z.literal(1),
  period: z.enum(['calendar-month-utc']),
  plans: z.strictObject({ guest: readerPlan, registered: readerPlan, subscriber: readerPlan }),
  /** Most new guests per address (an IPv4 address or an IPv6 /64) and UTC day. */
  newGuestsPerAddressAndDay: z.int().min(1).max(100_000),
  /** Most first views of one subscriber within an hour: stops a shared account from copying the site. */
  subscriberViewsPerHour: z.int().min(1).max(100_000),
});
export type AccessPlan = z.infer<typeof accessPlan>;

/** Decision 3 of the design: one view for a guest, five for a free account, no limit for a subscriber. */
export const defaultAccessPlan: AccessPlan = {
  version: 1,
  period: 'calendar-month-utc',
  plans: {
    guest: { views: 1, opening: 'on-arrival', opens: ['metered'] },
    registered: { views: 5, opening: 'on-request', opens: ['metered', 'registered'] },
    subscriber: { views: null, opening: 'on-arrival', opens: ['metered', 'registered', 'subscriber'] },
  },
  newGuestsPerAddressAndDay: 20,
  subscriberViewsPerHour: 300,
};

/** 128 bits or more, base64url: an HMAC over the envelope's plaintext, so it tells nobody the text. */
export const envelopeRevision = z.string().regex(/^[A-Za-z0-9_-]{22,86}$/);

export const envelopeReference = z.strictObject({ tier: sealedTier, revision: envelopeRevision });
export type EnvelopeReference = z.infer<typeof envelopeReference>;

/** An envelope in a release: its keys are handed out to readers who accepted the terms, where it names any. */
export const releaseEnvelope = envelopeReference.extend({ terms: termsReference.optional() });
export type ReleaseEnvelope = z.infer<typeof releaseEnvelope>;

/** A page has one envelope of a tier, and another for those texts of the descriptor's tier that licence terms cover. */
export const mostEnvelopes = 4;

/** `POST /api/grants`: the page asks for the keys of the envelopes it holds. */
export const grantRequest = z.strictObject({
  page: pagePath,
  envelopes: z.array(envelopeReference).min(1).max(mostEnvelopes),
});
export type GrantRequest = z.infer<typeof grantRequest>;

/** What is left to this reader: `GET /api/views`, and part of every grant answer. */
export const viewsState = z.strictObject({
  plan: readerPlanName,
  /** Views in this period; null is without limit. */
  limit: z.int().nullable(),
  used: z.int(),
  left: z.int().nullable(),
  /** When the count starts again. */
  periodEnds: instant,
  /** What registering would give; null for those who have an account. */
  registeredViews: z.int().nullable(),
  /** Whether the page that was asked about is already open to the reader in this period. */
  pageOpened: z.boolean(),
  opening,
  /** Tiers of that page in which a text waits for licence terms that the reader has not accepted yet. */
  awaitingTerms: z.array(sealedTier),
  /** Whether subscriptions are sold here. */
  subscribable: z.boolean(),
});
export type ViewsState = z.infer<typeof viewsState>;

export const grantedKey = z.strictObject({
  tier: sealedTier,
  revision: envelopeRevision,
  /** 256 bits, base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

export const refusalReason = z.enum([
  'no-views-left',
  'too-many-new-guests',
  'verify-email',
  'too-fast',
  'unknown-envelope',
  'nothing-to-open',
  'accept-terms',
]);
export type RefusalReason = z.infer<typeof refusalReason>;

/** What the reader can do next, in the order of what helps. */
export const nextStep = z.enum(['register', 'subscribe', 'wait', 'verify-email', 'accept-terms', 'reload']);
export type NextStep = z.infer<typeof nextStep>;

export const grantAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('granted'),
    keys: z.array(grantedKey).min(1),
    /** True when this grant cost a view. */
    charged: z.boolean(),
    views: viewsState,
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    reason: refusalReason,
    next: z.array(nextStep),
    views: viewsState,
  }),
]);
export type GrantAnswer = z.infer<typeof grantAnswer>;
