import { pipeApps, runApp, runAppForOutput } from './processes.ts';
import { optionsOf } from './wrong-use.ts';

export interface PublishAsked {
  reason: string | null;
  /** `SET/EDITION`: the edition that readers see from now on, with its texts; null for what is approved. */
  edition: string | null;
  check: boolean;
  /** What the publisher is told besides. */
  rest: string[];
}

/** Takes the options of `publish` apart. Throws `WrongUse`: an option that nobody knows is found before anything begins. */
export function publishAsked(args: readonly string[]): PublishAsked {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const asked = optionsOf(args, { reason: text, edition: text, full: flag, check: flag, json: flag });
  return {
    reason: asked.reason ?? null,
    edition: asked.edition ?? null,
    check: asked.check ?? false,
    rest: (['full', 'check', 'json'] as const).filter((name) => asked[name]).map((name) => `--${name}`),
  };
}

/**
 * Publishes as the desk's own button does: a release is set on its way, the site is exported with it and published, and
 * the release is settled, or goes back where it was. Answers the exit status.
 */
export async function publishSite(asked: PublishAsked, env: Record<string, string>): Promise<number> {
  const of = asked.edition === null ? [] : ['--edition', asked.edition];
  if (asked.check) {
    const blocked = await runAppForOutput('cms', ['release', 'begin', '--check', ...of], { env });
    return blocked.status !== 0
      ? refused(asked, blocked)
      : exportInto(asked, of[0] ? of : ['--approved'], env);
  }
  for (;;) {
    const begun = await runAppForOutput('cms', ['release', 'begin', ...of], { env });
    if (begun.status !== 0) return refused(asked, begun);
    const { release, resumed } = JSON.parse(begun.stdout) as { release: string | null; resumed: boolean };
    if (release === null) return exportInto(asked, [], env);
    const status = await exportInto(asked, ['--release', release], env);
    const end = status === 0 ? ['finish', release] : ['abandon', release];
    const ended = await runApp('cms', ['release', ...end], { env });
    if (status !== 0 || ended !== 0) return status || ended;
    // One that an earlier run left on its way went out first; what was asked for comes now.
    if (!resumed) return 0;
  }
}

/** With `--json` a program reads why on standard output, as it reads what else the publish says. */
function refused({ rest }: PublishAsked, { status, stdout }: { status: number; stdout: string }): number {
  if (rest.includes('--json')) process.stdout.write(refusalDocument(stdout));
  return status;
}

/** The one line that the desk printed, or that it ended without saying why there. */
export function refusalDocument(printed: string): string {
  const line = printed.trim();
  const message = 'The desk could not set the release on its way. Standard error says why.';
  return `${line.startsWith('{"ok":false') ? line : JSON.stringify({ ok: false, message, reasons: [] })}\n`;
}

function exportInto(
  { reason, rest }: PublishAsked,
  release: string[],
  env: Record<string, string>,
): Promise<number> {
  const why = reason === null ? [] : ['--reason', reason];
  return pipeApps(
    { app: 'cms', args: ['export', ...why, ...release] },
    { app: 'publisher', args: ['publish', ...rest] },
    { env },
  );
}
