import { sectionIds } from '@plaincode/content-schemas';
import { sectionFields } from '../workflow/sections.ts';

export type GuardedCollection = 'staff' | 'copyright-notices' | 'rights-holders' | 'code-systems';
export type GuardedGlobal = 'access-plan';

export type Save = {
  /** The document as it stands; null for one that is being made. */
  original: Values | null;
  /** The document as the person would have it. */
  wished: Values;
  person: string;
};
type Values = Record<string, unknown>;

export type GuardRule = {
  /** Fields that take effect only once a second person has agreed. */
  fields: readonly string[];
  /** What stands in the guarded fields until then. A field that is not named keeps its value. */
  standIn(save: Save): Values;
};

const closedTiers = Object.fromEntries(sectionIds.map((id) => [sectionFields[id], 'subscriber']));

/**
 * Which settings ask for a second person: who may read what, whose notices are printed, who may do what. A new
 * document stands in its most closed form until somebody else agrees.
 */
export const guardRules: Readonly<Record<GuardedCollection | GuardedGlobal, GuardRule>> = {
  'access-plan': {
    fields: ['period', 'plans', 'newGuestsPerAddressAndDay', 'subscriberViewsPerHour'],
    standIn: () => ({}),
  },
  'code-systems': {
    fields: ['rightsHolder', 'licensed', 'licence', 'descriptorTier', 'explanationTier', 'sectionTiers'],
    standIn: ({ original, wished }) =>
      original
        ? {}
        : {
            rightsHolder: wished.rightsHolder,
            licensed: true,
            licence: {},
            descriptorTier: 'subscriber',
            explanationTier: 'subscriber',
            sectionTiers: closedTiers,
          },
  },
  'copyright-notices': {
    fields: ['slug', 'rightsHolder', 'edition', 'uses', 'text', 'active'],
    standIn: ({ original, wished }) => (original ? {} : { ...wished, active: false }),
  },
  // A new one is printed nowhere: what names it, a notice or a code set, waits itself.
  'rights-holders': {
    fields: ['slug', 'name'],
    standIn: ({ original, wished }) => (original ? {} : wished),
  },
  staff: { fields: ['role', 'active'], standIn: staffStandIn },
};

/**
 * An account whose password somebody else set could be used by them to agree with themselves, or to write what they
 * approve: a new one begins as an editor's that is switched off, any other is switched off, until another person agrees,
 * and never the one who set the password. Switching off takes effect at once.
 */
function staffStandIn({ original, wished, person }: Save): Values {
  if (!original) return { role: 'editor', active: false };
  if (wished.active === false) return { active: false };
  return typeof wished.password === 'string' && original.id !== person ? { active: false } : {};
}
