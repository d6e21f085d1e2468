import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './settings.ts';
import { usageOf } from './usage.ts';

const guides = readdirSync(join(root, 'docs', 'how-to')).map((name) => join(root, 'docs', 'how-to', name));
const shown = guides.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/npm run plaincode -- ([a-z-]+)([^`\n]*)/g)].map(
    ([line, command = '', rest = '']) => ({ line, command, options: rest.match(/--[a-z-]+/g) ?? [] }),
  ),
);

test('help names every command and option that a how-to uses', () => {
  expect(shown.length).toBeGreaterThan(20);
  for (const { line, command, options } of shown.filter((one) => one.command !== 'help'))
    for (const word of [command, ...options]) expect(usageOf(command), line).toContain(word);
});

test('help with one command is about that one alone', () => {
  expect(usageOf('staff')).toContain('create --email');
  expect(usageOf('staff')).not.toContain('takedown');
  for (const word of ['staff', 'takedown']) expect(usageOf()).toContain(word);
  expect(usageOf('constructor')).toBe(usageOf());
});
