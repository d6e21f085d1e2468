import type { CollectionConfig } from 'payload';

/** Words that the spelling of texts knows besides the dictionary and the held official texts. */
export const houseWords: CollectionConfig = {
  slug: 'house-words',
  labels: { singular: 'House word', plural: 'House words' },
  admin: {
    hideAPIURL: true,
    group: 'Editorial',
    description: 'Words that are spelled right, though no dictionary and no held official text has them.',
    useAsTitle: 'word',
    defaultColumns: ['word', 'updatedAt'],
    listSearchableFields: ['word'],
  },
  defaultSort: 'word',
  disableDuplicate: true,
  fields: [
    {
      name: 'word',
      label: 'Word',
      type: 'text',
      required: true,
      unique: true,
      index: true,
      maxLength: 60,
      hooks: { beforeValidate: [({ value }) => (typeof value === 'string' ? value.trim() : value)] },
      validate: (value: string | null | undefined) =>
        /^\p{L}[\p{L}'’]*$/u.test(value?.trim() ?? '') ? true : 'One word of letters; no code and no number.',
    },
  ],
};
