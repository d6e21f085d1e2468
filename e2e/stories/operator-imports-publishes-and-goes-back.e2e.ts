import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appCommand, type Installation, plaincode, root, seededInstallation } from '../src/installation.ts';

const cms = 'apps/cms/src/cli/main.ts';
const starterFile = join(root, 'demo/releases/icd-10-cm/icd10cm_order_2025.txt');
let installation: Installation;

beforeAll(async () => {
  installation = await seededInstallation();
});

afterAll(() => installation?.stop());

test('a first publish makes a whole release, a second one none', async () => {
  expect(await publish()).toMatchObject({ outcome: 'published' });
  expect(await plaincode(installation, ['release', 'verify'])).toMatchObject({ status: 0 });
  expect(await publish()).toMatchObject({ outcome: 'unchanged', pages: { rendered: 0 } });
});

test('a publish touches nothing of the build that stands, from which others may be serving', async () => {
  const folder = join(root, 'apps/site/dist');
  const standing = async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    return Promise.all(
      files.map(async ({ parentPath, name }) => {
        const { ino, ctimeMs } = await stat(join(parentPath, name));
        return { file: join(parentPath, name), ino, ctimeMs };
      }),
    );
  };
  const before = await standing();
  expect(before.length).toBeGreaterThan(10);
  await publish();
  expect(await standing()).toEqual(before);
});

test('a cut, a damaged and a wrong file are refused with their place, and change nothing', async () => {
  const before = await exported();
  const text = await readFile(starterFile);
  const flipped = gzipSync(text);
  flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] ?? 0) ^ 0x10;
  const files: [string, Buffer, RegExp][] = [
    ['icd10cm_order_2026.txt', text.subarray(0, text.length - 20), /icd10cm_order_2026\.txt:\d+/],
    ['icd10cm_order_2027.txt.gz', flipped, /icd10cm_order_2027\.txt\.gz:\d+/],
    ['icd10cm_order_2028.txt', Buffer.from('%PDF-1.7\n'), /icd10cm_order_2028\.txt:1/],
  ];
  for (const [name, content, place] of files) {
    const file = join(installation.data, name);
    await writeFile(file, content);
    const refused = await plaincode(installation, ['import', file]);
    expect(refused.status, name).toBe(1);
    expect(refused.stderr + refused.stdout).toMatch(place);
  }
  expect(await exported()).toBe(before);
});

test('an import of a real edition adds its pages, and the same file again changes nothing', async () => {
  const file = join(installation.data, 'icd10cm_order_2030.txt');
  await writeFile(file, await readFile(starterFile));
  const imported = await plaincode(installation, ['import', file, '--json']);
  expect(imported, imported.stderr).toMatchObject({ status: 0 });
  expect(JSON.parse(imported.stdout)).toBeTruthy();
  const before = await exported();
  const again = await plaincode(installation, ['import', file]);
  expect(again, again.stderr).toMatchObject({ status: 0 });
  expect(await exported()).toBe(before);
  expect(await publish()).toMatchObject({ outcome: 'published' });
});

test('a publish that is killed leaves the old release whole, and the next one succeeds', async () => {
  const current = join(installation.data, 'store', 'current');
  const before = await readFile(current, 'utf8');
  for (const delay of [300, 700, 1_100]) {
    const child = spawn(process.execPath, [join(root, 'apps/site/build/main.ts'), 'publish', '--full'], {
      env: { ...process.env, ...installation.env },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(
      (await exportedStream()).replace('"reason":"publish"', `"reason":"killed after ${delay} ms"`),
    );
    await new Promise((resume) => setTimeout(resume, delay));
    child.kill('SIGKILL');
    await new Promise((resume) => child.once('close', resume));
    expect(await readFile(current, 'utf8')).toBe(before);
    expect(await plaincode(installation, ['release', 'verify'])).toMatchObject({ status: 0 });
  }
  expect(await publish()).toMatchObject({ outcome: 'unchanged' });
});

test('a rollback brings the release before back, and an export holds its pages as plain files', async () => {
  const rolled = await plaincode(installation, ['release', 'rollback', '--json']);
  expect(rolled, rolled.stderr).toMatchObject({ status: 0 });
  const folder = join(installation.data, 'site');
  expect(await plaincode(installation, ['release', 'export', folder])).toMatchObject({ status: 0 });
  expect(existsSync(join(folder, 'hcpcs/J9000/index.html'))).toBe(true);
  expect(await plaincode(installation, ['release', 'verify'])).toMatchObject({ status: 0 });
});

test('wrong use ends with status 2', async () => {
  for (const args of [['no-such-command'], ['import'], ['release', 'sideways']])
    expect(await plaincode(installation, args), args.join(' ')).toMatchObject({ status: 2 });
});

async function publish(): Promise<unknown> {
  const { status, stdout, stderr } = await plaincode(installation, ['publish', '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

async function exportedStream(): Promise<string> {
  const { status, stdout, stderr } = await appCommand(installation, cms, ['export']);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The desk's content as it would be published; the header's first line tells the time and is left out. */
async function exported(): Promise<string> {
  return (await exportedStream()).split('\n').slice(1).join('\n');
}
