import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CollectionConfig, GenerateImageName, UploadConfig } from 'payload';
import { serverOnly } from '../fields.ts';
import { cleanPicture } from './clean-picture.ts';
import { keepFileFacts, noteAuthor, refuseNewPicture, refuseNoPicture } from './hooks.ts';
import { pageSizes } from './page-sizes.ts';

type FileHandler = NonNullable<UploadConfig['handlers']>[number];

/** A name that no other file has: Payload removes what it finds under it, as where `map.jpg` comes after `map.png`. */
const nameOfSize: GenerateImageName = ({ originalName, width, height, extension }) =>
  `${originalName}-${width}x${height}-${randomBytes(4).toString('hex')}.${extension}`;

/** Payload answers as if the desk had failed where there is no such file. */
const sayWhereNoFileIs =
  (folder: string): FileHandler =>
  (_req, { params: { filename } }) =>
    existsSync(join(folder, basename(filename)))
      ? undefined
      : Response.json({ errors: [{ message: 'There is no such image.' }] }, { status: 404 });

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
      /* `storingFiles` writes them: all of an image or nothing. They are read and removed here as ever. */
      disableLocalStorage: true,
      mimeTypes: ['image/png', 'image/jpeg', 'image/webp', 'image/avif'],
      imageSizes: [
        { name: 'thumbnail', width: 320 },
        { name: 'page', width: 1200, withoutEnlargement: true },
        ...pageSizes.map(({ name, width, formatOptions }) => ({ name, width, formatOptions })),
      ].map((size) => ({ ...size, generateImageName: nameOfSize })),
      adminThumbnail: 'thumbnail',
      crop: false,
      focalPoint: false,
      pasteURL: false,
      handlers: [sayWhereNoFileIs(staticDir)],
    },
    hooks: {
      beforeOperation: [refuseNewPicture, refuseNoPicture, cleanPicture],
      beforeChange: [keepFileFacts, noteAuthor],
    },
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
      /** Ids of everyone who wrote `alt`. */
      {
        name: 'wordsBy',
        type: 'text',
        hasMany: true,
        access: serverOnly,
        admin: { hidden: true },
      },
    ],
  };
}
