import type {
  AccessPlan,
  GrantAnswer,
  GrantRequest,
  ReleaseManifest,
  ReleaseShard,
  SiteSettings,
  ViewsState,
} from '../src/index.ts';
import { defaultAccessPlan } from '../src/index.ts';
import { madeUpHash } from './parts.ts';

export const exampleSiteSettings: SiteSettings = {
  name: 'Plaincode',
  publisher: 'Example Coding Press',
  origin: 'http://localhost:8080',
  productBar: [{ label: 'CaseConsultant', href: 'mailto:consultant@example.com' }],
  callout: { action: 'Ask our coders', href: 'mailto:questions@example.com' },
  codeSets: [
    { id: 'hcpcs', name: 'HCPCS Level II', path: '/hcpcs/' },
    { id: 'icd-10-cm', name: 'ICD-10-CM', path: '/icd-10-cm/' },
    { id: 'spt', name: 'Sample Procedural Terminology', path: '/spt/' },
  ],
};

export const exampleAccessPlan: AccessPlan = defaultAccessPlan;

const metered = { tier: 'metered', revision: 'b2s8yZ0Qf3mJkX1nVtq5Aw' } as const;
const registered = { tier: 'registered', revision: 'Jm4vTn7LwEo0pRcU6iHxYg' } as const;

export const exampleGrantRequest: GrantRequest = { page: '/hcpcs/J9000/', envelopes: [metered, registered] };

const guestBefore: ViewsState = {
  plan: 'guest',
  limit: 1,
  used: 0,
  left: 1,
  periodEnds: '2026-12-01T00:00:00Z',
  registeredViews: 5,
  pageOpened: false,
  opening: 'on-arrival',
  awaitingTerms: [],
  subscribable: false,
};

export const exampleGrantAnswers = {
  'guest-granted': {
    outcome: 'granted',
    keys: [{ ...metered, key: 'q1Wd8uXnB0sKfE5mZr2LtVyPjH7cGoA4iNxT9vRbUeQ' }],
    charged: true,
    views: { ...guestBefore, used: 1, left: 0, pageOpened: true },
  },
  'guest-refused': {
    outcome: 'refused',
    reason: 'no-views-left',
    next: ['register', 'wait'],
    views: { ...guestBefore, used: 1, left: 0 },
  },
  'registered-granted-again': {
    outcome: 'granted',
    keys: [
      { ...metered, key: 'q1Wd8uXnB0sKfE5mZr2LtVyPjH7cGoA4iNxT9vRbUeQ' },
      { ...registered, key: 'Zk3Yp6RsD9wUaM1eLh8XvCtJ0bFnQ2gOi5TxE7rVyNw' },
    ],
    charged: false,
    views: {
      plan: 'registered',
      limit: 5,
      used: 2,
      left: 3,
      periodEnds: '2026-12-01T00:00:00Z',
      registeredViews: null,
      pageOpened: true,
      opening: 'on-request',
      awaitingTerms: ['registered'],
      subscribable: true,
    },
  },
} satisfies Record<string, GrantAnswer>;

export const exampleReleaseShard: ReleaseShard = {
  files: {
    '/hcpcs/J9000/': {
      hash: madeUpHash('/hcpcs/J9000/'),
      size: 15_700,
      mediaType: 'text/html; charset=utf-8',
      envelopes: [metered, registered],
    },
    // The descriptor of a licensed set waits for terms, in an envelope apart from the publisher's texts of its tier.
    '/spt/9X101/': {
      hash: madeUpHash('/spt/9X101/'),
      size: 21_300,
      mediaType: 'text/html; charset=utf-8',
      envelopes: [
        { tier: 'registered', revision: 'kT5mQz0XcVb7nRw2LsYhDa' },
        {
          tier: 'registered',
          revision: 'Ue8pJ4gFoNi1vBt6KyCxWq',
          terms: { notice: 'sample-terminology-board', hash: madeUpHash('terms') },
        },
      ],
    },
  },
};

export const exampleReleaseManifest: ReleaseManifest = {
  format: 2,
  id: '20261123T221530Z-3f9c1a2b',
  parent: null,
  created: '2026-11-23T22:15:30Z',
  reason: 'First publish',
  contentHash: madeUpHash('content'),
  template: madeUpHash('template'),
  plan: madeUpHash('plan'),
  site: madeUpHash('site'),
  keyId: 'k1',
  counts: { pages: 1, files: 1, bytes: 15_700 },
  shards: { '3c': madeUpHash('shard') },
  auditHead: null,
};
