import type { Release } from '@plaincode/types/payload';
import { WorkflowRefused } from '../access/refused.ts';
import { adoptApproved } from '../releases/adopt-approved.ts';
import { editionLaidOver } from '../releases/edition-laid-over.ts';
import { today } from '../releases/editions.ts';
import { editionToCome, prepareEdition, prepareEveryday } from '../releases/prepare.ts';
import { abandonRelease, beginRelease, finishRelease } from '../releases/publish-release.ts';
import { releaseFacts } from '../releases/release-facts.ts';
import { holderOf, isHeldElsewhere, onTheirWay, waitForTurn } from '../releases/turn.ts';
import { refusal, refusalMessages } from '../workflow/refusal.ts';
import { releaseBlockers } from '../workflow/release-blockers.ts';
import type { Command } from './command.ts';
import { editionAsked } from './edition-asked.ts';
import { withDesk } from './open-desk.ts';

/**
 * The desk's half of a publish from the command line. `begin` prints one JSON document on standard output, whose
 * `release` is null where nothing waits for readers; a refusal is one with `ok: false` and its reasons. Returns the exit status.
 */
export async function release(command: Extract<Command, { name: 'release' }>): Promise<0 | 1> {
  return await withDesk(async (payload) => {
    if (command.action !== 'begin') return await end(payload, command);
    try {
      const begun = await begin(payload, command);
      process.stdout.write(`${JSON.stringify(begun)}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof WorkflowRefused)) throw error;
      process.stderr.write(`${linesOf(error).join('\n')}\n`);
      process.stdout.write(`${JSON.stringify(documentOf(error))}\n`);
      return 1;
    }
  });
}

type Begin = Extract<Command, { name: 'release'; action: 'begin' }>;
type End = Exclude<Extract<Command, { name: 'release' }>, Begin>;

async function end(payload: Desk, { action, id, failure }: End): Promise<0> {
  if (action === 'finish') await finishRelease(payload, id, null);
  else await abandonRelease(payload, id, failure);
  return 0;
}

type Desk = Parameters<Parameters<typeof withDesk>[0]>[0];

interface Begun {
  release: string | null;
  /** An earlier run left it on its way: it goes out before what is asked for. */
  resumed: boolean;
}

const none: Begun = { release: null, resumed: false };

async function begin(payload: Desk, { edition, check }: Begin): Promise<Begun> {
  const asked = edition ? await editionAsked(payload, edition) : null;
  if (check && asked) await refuseBlocked(payload, asked);
  if (check) return none;
  await adoptApproved(payload);
  await tellWaiting(payload);
  const left = await leftOnItsWay(payload);
  if (left) return { release: (await setOnItsWay(payload, left)).id, resumed: true };
  const made = asked
    ? await prepareEdition(payload, null, asked.edition)
    : await prepareEveryday(payload, null, null);
  if (!made) return none;
  try {
    const { id } = await setOnItsWay(payload, made.id);
    return { release: id, resumed: false };
  } catch (error) {
    if (made.kind === 'everyday')
      await abandonRelease(payload, made.id, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** The command that started this one sees the release through: it is that one which may crash. */
async function setOnItsWay(payload: Desk, id: string): Promise<Release> {
  return await beginRelease(payload, id, today(), holderOf(process.ppid));
}

async function tellWaiting(payload: Desk): Promise<void> {
  if ((await onTheirWay(payload)).some((release) => isHeldElsewhere(release)))
    process.stderr.write('Another publish is under way: this one waits for its turn.\n');
}

/** A release on its way that nobody is taking to readers any more. */
async function leftOnItsWay(payload: Desk): Promise<string | null> {
  await waitForTurn(payload, null);
  for (const { id } of await onTheirWay(payload)) {
    const runs = await payload.count({
      collection: 'publish-runs',
      where: { release: { equals: id }, state: { in: ['waiting', 'running'] } },
    });
    if (runs.totalDocs === 0) return id;
  }
  return null;
}

/** Says what keeps an edition from going out, and writes nothing. */
async function refuseBlocked(payload: Desk, asked: { codeSet: string; edition: string }): Promise<void> {
  await editionToCome(payload, asked.edition);
  const { pins } = await editionLaidOver(payload, asked);
  const blockers = releaseBlockers(await releaseFacts(payload, { ...asked, pins }));
  if (blockers.length === 0) return;
  const messages = blockers.map(({ message }) => message);
  throw new WorkflowRefused(refusal('release-blocked', messages));
}

function linesOf(error: WorkflowRefused): string[] {
  const { code, details } = error.refused;
  if (code !== 'release-blocked') return [error.message];
  return [`${refusalMessages[code]}`, ...details.map((one) => `- ${one}`)];
}

/** A refusal as a program reads it. */
export function documentOf({ refused: { code, details } }: WorkflowRefused) {
  return { ok: false, code, message: refusalMessages[code], reasons: details };
}
