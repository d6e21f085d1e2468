import { defaultAccessPlan, type ReaderPlanName, readerPlanName } from '@plaincode/content-schemas';
import type { Field, GlobalConfig } from 'payload';
import { auditGlobal } from '../audit/setting-events.ts';
import { tierOptions } from '../collections/fields.ts';
import { guardedGlobal } from '../second-person/guard.ts';

const planLabels: Record<ReaderPlanName, string> = {
  guest: 'Guests',
  registered: 'Free accounts',
  subscriber: 'Subscribers',
};

/** How many pages a reader may open, and what a view opens. Travels with the next publish. */
export const accessPlan: GlobalConfig = guardedGlobal('access-plan', {
  slug: 'access-plan',
  label: 'Access plan',
  admin: {
    hideAPIURL: true,
    group: 'Site',
    description:
      'How many pages readers may open in a calendar month (UTC). It takes effect with the next publish.',
  },
  hooks: { afterChange: [auditGlobal] },
  fields: [
    {
      name: 'period',
      label: 'Views are counted per',
      type: 'select',
      required: true,
      defaultValue: defaultAccessPlan.period,
      options: [{ value: 'calendar-month-utc', label: 'Calendar month (UTC)' }],
    },
    { name: 'plans', label: 'Plans', type: 'group', fields: readerPlanName.options.map(planGroup) },
    {
      name: 'newGuestsPerAddressAndDay',
      label: 'New guests per address and day',
      type: 'number',
      required: true,
      min: 1,
      max: 100_000,
      defaultValue: defaultAccessPlan.newGuestsPerAddressAndDay,
      admin: {
        description: 'Past this, a new visitor is asked to register. Hospitals share addresses: not too low.',
      },
    },
    {
      name: 'subscriberViewsPerHour',
      label: 'First views of a subscriber per hour',
      type: 'number',
      required: true,
      min: 1,
      max: 100_000,
      defaultValue: defaultAccessPlan.subscriberViewsPerHour,
      admin: { description: 'Keeps a shared account from copying the site.' },
    },
  ],
});

function planGroup(name: ReaderPlanName): Field {
  const plan = defaultAccessPlan.plans[name];
  return {
    name,
    label: planLabels[name],
    type: 'group',
    fields: [
      {
        name: 'views',
        label: 'Views per period',
        type: 'number',
        min: 0,
        max: 1_000_000,
        ...(plan.views === null ? {} : { defaultValue: plan.views }),
        admin: { description: 'Empty: without limit.' },
      },
      {
        name: 'opening',
        label: 'A page opens',
        type: 'select',
        required: true,
        defaultValue: plan.opening,
        options: [
          { value: 'on-arrival', label: 'By itself, once the reader sees it' },
          { value: 'on-request', label: 'When the reader presses Open' },
        ],
      },
      {
        name: 'opens',
        label: 'One view opens',
        type: 'select',
        hasMany: true,
        defaultValue: [...plan.opens],
        options: tierOptions.filter((option) => option.value !== 'open'),
      },
    ],
  };
}
