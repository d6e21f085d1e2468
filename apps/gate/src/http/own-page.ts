import { escapeHtml } from './escape-html.ts';

/** A small page of the gate's own, for what no page of a release can hold. `html` is trusted, `title` is not. */
export function ownPage(title: string, html: string, head = ''): string {
  return `<!doctype html>
<html lang="en-US">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>${head}</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${html}
</main>
</body>
</html>
`;
}
