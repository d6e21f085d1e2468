'use client';

import { createClientFeature } from '@payloadcms/richtext-lexical/client';
import { KeepPageParts } from './keep-page-parts.tsx';

/** An editor takes in what a page can show, and says what it left out. */
export const PageParts = createClientFeature({
  plugins: [{ Component: KeepPageParts, position: 'normal' }],
});
