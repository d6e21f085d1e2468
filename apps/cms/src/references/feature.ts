import { createServerFeature } from '@payloadcms/richtext-lexical';

/**
 * Code references in a text: `[[` and the beginning of a code, or an address of the site that is pasted, makes a link to
 * the code's page, and links to codes show how the code stands. What is stored is a link like any other.
 */
export const codeReferences = createServerFeature({
  feature: { ClientFeature: '/src/admin/references/feature.tsx#CodeReferences' },
  key: 'codeReferences',
});
