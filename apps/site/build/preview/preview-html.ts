/**
 * A rendered page as a preview: without the scripts that would ask the gate, with the one that follows the editor, and
 * with the addresses of its images under the preview's own. Templates escape quotes, so an attribute's start is one.
 */
export function previewHtml(html: string, base: string): string {
  return html
    .replaceAll(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replaceAll(
      /(<(?:img|source)\b[^>]*?\b(?:src|srcset)=")([^"]*)/g,
      (_, before: string, addresses: string) =>
        before + addresses.replaceAll(/(^|,\s*)\/media\//g, `$1${base}media/`),
    )
    .replace(
      '</head>',
      '<meta name="robots" content="noindex, nofollow"><script type="module" src="/preview/page.js"></script></head>',
    );
}

/** A short page in place of a preview. */
export function previewGone(): string {
  return (
    '<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Preview</title>' +
    '<meta name="robots" content="noindex, nofollow"></head><body><p>This preview is over. ' +
    'Open it anew at the desk.</p></body></html>'
  );
}
