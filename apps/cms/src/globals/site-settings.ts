import { href } from '@plaincode/content-schemas';
import type { GlobalConfig, TextFieldSingleValidation } from 'payload';
import { auditGlobal } from '../audit/setting-events.ts';

const address: TextFieldSingleValidation = (value) =>
  !value || href.safeParse(value).success || 'Write /path, https://… or mailto:…';

/** What every page of the site shows around its own content. */
export const siteSettings: GlobalConfig = {
  slug: 'site-settings',
  label: 'Site settings',
  admin: {
    hideAPIURL: true,
    group: 'Site',
    description: 'What every page shows around its content. It takes effect with the next publish.',
  },
  hooks: { afterChange: [auditGlobal] },
  fields: [
    { name: 'name', label: 'Name of the site', type: 'text', required: true, defaultValue: 'Plaincode' },
    {
      name: 'publisher',
      label: 'Publisher',
      type: 'text',
      required: true,
      defaultValue: 'Example Coding Press',
    },
    {
      name: 'productBar',
      label: 'Product bar',
      labels: { singular: 'Product', plural: 'Products' },
      type: 'array',
      maxRows: 8,
      admin: { description: 'A product without an address is not shown on the site.' },
      fields: [
        {
          type: 'row',
          fields: [
            { name: 'label', label: 'Name', type: 'text', required: true, admin: { width: '40%' } },
            { name: 'href', label: 'Address', type: 'text', validate: address, admin: { width: '60%' } },
          ],
        },
      ],
    },
    {
      name: 'callout',
      label: 'Call-out on code pages',
      type: 'group',
      admin: { description: 'The box "Have a question about …?". Without an address it is not shown.' },
      fields: [
        { name: 'action', label: 'Words of the link', type: 'text' },
        { name: 'href', label: 'Address', type: 'text', validate: address },
      ],
    },
  ],
};
