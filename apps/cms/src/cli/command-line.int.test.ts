import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderText, writeMade } from '../imports/testing/made-files.ts';

/** The commands as an operator or a program runs them: exit status, and what stands on standard output. */

interface Answer {
  status: number | null;
  stdout: string;
  stderr: string;
}

let folder: string;

const run = (...args: string[]): Promise<Answer> => runIn('exec "$0" "$@"', ...args);

/** In a shell, which may take something from the command first. */
function runIn(shell: string, ...args: string[]): Promise<Answer> {
  return new Promise((answer, fail) => {
    const command = [process.execPath, join(import.meta.dirname, 'main.ts'), ...args];
    const child = spawn('bash', ['-c', shell, ...command], {
      env: { ...process.env, PLAINCODE_DATA: folder, PAYLOAD_SECRET: 'a secret for tests only' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    child.once('error', fail);
    child.once('close', (status) => answer({ status, ...said }));
  });
}

/** The one JSON document that standard output holds. */
function documentOf({ stdout, stderr }: Answer): Record<string, unknown> {
  expect(stdout, stderr).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout);
}

const before = [
  { code: 'A00', billable: false, long: 'Blue fever' },
  { code: 'A001', billable: true, long: 'Blue fever, mild' },
];
const after = [
  { code: 'A00', billable: false, long: 'Blue fever, so called' },
  { code: 'A001', billable: true, long: 'Blue fever, faint' },
  { code: 'A002', billable: true, long: 'Blue fever, severe' },
];

type Name = 'new' | 'check' | 'refused' | 'list' | 'diff' | 'unknown';
const answers = new Map<Name, Answer>();
const answer = (name: Name): Answer => answers.get(name) ?? { status: null, stdout: '', stderr: 'not run' };

async function inTurn(commands: readonly [Name, ...string[]][]): Promise<void> {
  for (const [name, ...args] of commands) answers.set(name, await run(...args));
}

/** A command takes seconds to load the desk. Two of them run at a time, imports one after the other. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaincode-command-'));
  const order = (year: number, text: string) => writeMade(folder, `icd10cm_order_${year}.txt`, text);
  await inTurn([['new', 'import', order(2028, orderText(before)), '--check', '--json']]);
  const files = [order(2029, orderText(before)), order(2030, orderText(after))];
  const imported = await run('import', ...files, '--json');
  expect(imported, imported.stderr).toMatchObject({ status: 0 });
  expect(documentOf(imported)).toMatchObject({ ok: true, imports: [{ codes: 2 }, { codes: 3 }] });
  await inTurn([['check', 'import', order(2031, orderText(before)), '--check', '--json']]);
  await Promise.all([
    inTurn([
      ['refused', 'import', order(2032, orderText(after).slice(0, -9)), '--json'],
      ['list', 'code-sets', '--json'],
    ]),
    inTurn([
      ['diff', 'code-sets', 'diff', 'icd-10-cm', '2029', '2030', '--billable', '--json'],
      ['unknown', 'code-sets', 'diff', 'icd-10-cm', '1999', '2030'],
    ]),
  ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('with --json, standard output is one document', () => {
  it('of what an import would do before there is a database', () => {
    const checked = answer('new');
    expect(checked.status, checked.stdout).toBe(0);
    expect(documentOf(checked)).toMatchObject({
      ok: true,
      imports: [{ outcome: 'planned', counts: { added: 2 } }],
    });
  });

  it('of what an import would do', () => {
    const checked = answer('check');
    expect(checked.status).toBe(0);
    expect(documentOf(checked)).toMatchObject({
      ok: true,
      imports: [{ outcome: 'planned', counts: { removed: 1, revised: 2 } }],
    });
  });

  it('of what is held, in which a check has left nothing', () => {
    const listed = answer('list');
    expect(listed.status).toBe(0);
    const { sets } = documentOf(listed);
    expect(sets).toContainEqual(
      expect.objectContaining({
        set: 'icd-10-cm',
        editions: [
          expect.objectContaining({ label: '2029', codes: 2 }),
          expect.objectContaining({
            label: '2030',
            codes: 3,
            files: [
              expect.objectContaining({
                fileName: 'icd10cm_order_2030.txt',
                sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
              }),
            ],
          }),
        ],
      }),
    );
  });

  it('of what changed among the codes valid for submission', () => {
    const differed = answer('diff');
    expect(differed.status).toBe(0);
    expect(documentOf(differed)).toMatchObject({
      ok: true,
      set: 'icd-10-cm',
      from: { label: '2029' },
      to: { label: '2030' },
      billable: true,
      counts: { added: 1, longRevised: 1, deleted: 0 },
      items: [
        { code: 'A001', kind: 'longRevised' },
        { code: 'A001', kind: 'shortRevised' },
        { code: 'A002', kind: 'added' },
      ],
    });
  });
});

describe('a refusal ends with status 1', () => {
  it('and tells an import that failed in the document, with every problem', () => {
    const refused = answer('refused');
    expect(refused.status).toBe(1);
    expect(documentOf(refused)).toMatchObject({ ok: false, code: 'bad-file', problems: [{ line: 3 }] });
  });

  it('and names the editions that are held', () => {
    const refused = answer('unknown');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('2029 (icd-10-cm-2028-10-01), 2030 (icd-10-cm-2029-10-01)');
  });
});

it('an import goes on where nobody reads what it says', async () => {
  const files = [2033, 2034].map((year) => writeMade(folder, `icd10cm_order_${year}.txt`, orderText(before)));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'import', ...files], {
    env: { ...process.env, PLAINCODE_DATA: folder, PAYLOAD_SECRET: 'a secret for tests only' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await new Promise((ended) => child.once('exit', ended))).toBe(0);
  expect((await run('code-sets', '--json')).stdout).toContain('icd-10-cm-2033-10-01');
});

it.each([
  [['import', '--json'], 'import FILE…'],
  [['code-sets', 'sideways'], 'code-sets diff SET A B'],
  [['code-sets', 'diff', 'icd-10-cm', '2029'], 'code-sets diff SET A B'],
])('wrong use ends with status 2 and says how to write the command: %j', async (args, usage) => {
  const { status, stdout, stderr } = await run(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(usage);
});

it('says as a document why an edition cannot go out', async () => {
  const refused = await run('release', 'begin', '--edition', 'icd-10-cm/2030', '--check');
  expect(refused.status).toBe(1);
  expect(documentOf(refused)).toMatchObject({
    ok: false,
    code: 'release-blocked',
    reasons: expect.arrayContaining([expect.stringMatching(/\w{3,}/)]),
  });
});

describe('on a full disk', () => {
  it('a command that cannot open the database says so, and nothing after it', async () => {
    // A limit on the size of files stands for the end of the disk: SQLite gets no memory to share.
    const { status, stderr } = await runIn('ulimit -f 8; exec "$0" "$@"', 'release', 'abandon', randomUUID());
    expect(status).toBe(1);
    expect(stderr).toMatch(/SHMSIZE[^\n]*\nThe disk is full\. Free some space[^\n]*\n$/);
  });
});
