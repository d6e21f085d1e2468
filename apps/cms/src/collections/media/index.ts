import type { CollectionConfig } from 'payload';
import { cleanPicture } from './clean-picture.ts';
import { keepFileFacts, refuseNewPicture } from './hooks.ts';
import { pageSizes } from './page-sizes.ts';

/**
 * Images for explanations. The file behind an address never changes once it is stored: an approved text
 * shows what its reviewer saw. A new picture is a new document.
 */
export function media(staticDir: string): CollectionConfig {
  return {
    slug: 'media',
    labels: { singular: 'Image', plural: 'Images' },
    admin: {
      hideAPIURL: true,
      group: 'Editorial',
      description:
        'Images for explanations. No patient may be recognisable, and no text of a licensed code set shown.',
      useAsTitle: 'filename',
      defaultColumns: ['filename', 'alt', 'width', 'height', 'updatedAt'],
      listSearchableFields: ['filename', 'alt'],
    },
    disableDuplicate: true,
    upload: {
      staticDir,
      mimeTypes: ['image/png', 'image/jpeg', 'image/webp', 'image/avif'],
      imageSizes: [
        { name: 'thumbnail', width: 320 },
        { name: 'page', width: 1200, withoutEnlargement: true },
        ...pageSizes.map(({ name, width, formatOptions }) => ({ name, width, formatOptions })),
      ],
      adminThumbnail: 'thumbnail',
      crop: false,
      focalPoint: false,
      pasteURL: false,
    },
    hooks: { beforeOperation: [refuseNewPicture, cleanPicture], beforeChange: [keepFileFacts] },
    fields: [
      {
        name: 'alt',
        label: 'What the image shows',
        type: 'text',
        required: true,
        validate: (value: string | null | undefined) =>
          value?.trim() ? true : 'Say what the image shows, for those who cannot see it.',
      },
      { name: 'credit', label: 'Source and rights', type: 'text' },
    ],
  };
}
