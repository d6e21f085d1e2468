import { createServerFeature } from '@payloadcms/richtext-lexical';

/** What is pasted keeps what a page can show; a link to what no page may link to becomes words, however it came in. */
export const pageParts = createServerFeature({
  feature: { ClientFeature: '/src/admin/pasting/feature.tsx#PageParts' },
  key: 'pageParts',
});
