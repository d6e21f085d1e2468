const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const special = /[&<>"']/;

/** Text as HTML text or as the value of a quoted attribute. */
export function escapeHtml(text: string): string {
  // Most texts have none, and a look is cheaper than a replacement of nothing.
  return special.test(text)
    ? text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
    : text;
}
