import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../demo/explanations');

/** A starter page with a text that only an opened envelope shows. */
export type StarterPage = {
  path: string;
  /** Words from the end of the description: past any open lead. */
  meteredWords: string;
  /** Words from the Guidelines section; null where the page has none. */
  registeredWords: string | null;
};

/** The starter's explained HCPCS and ICD-10-CM codes (not modifiers), in the order of their file names. */
export function starterPages(codeSet: 'hcpcs' | 'icd-10-cm'): StarterPage[] {
  return readdirSync(join(folder, codeSet))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ code: basename(name, '.md'), text: readFileSync(join(folder, codeSet, name), 'utf8') }))
    .filter(({ code }) => code.length > 2)
    .map(({ code, text }) => ({
      path: `/${codeSet}/${code}/`,
      meteredWords: lastWords(body(text).split(/^## /m)[0] ?? ''),
      registeredWords: guidelines(text),
    }));
}

function body(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '');
}

function guidelines(text: string): string | null {
  const section = /^## Guidelines\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text)?.[1];
  return section ? lastWords(section) : null;
}

/** The last words of the last paragraph, up to a Markdown mark: what a browser shows letter for letter. */
function lastWords(markdown: string): string {
  const paragraph =
    markdown
      .trim()
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const plain =
    paragraph
      .replaceAll(/\s+/g, ' ')
      .split(/[*_`[\]]/)
      .at(-1) ?? '';
  return plain.trim().split(' ').slice(-6).join(' ');
}
