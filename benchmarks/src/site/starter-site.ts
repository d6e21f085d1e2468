import { appCommand, emptyInstallation, plaincode } from '../../../e2e/src/installation.ts';
import { freeLane } from '../../../e2e/src/ports.ts';
import { startApp, stopApp, waitUntilAnswers } from '../../../scripts/run/processes.ts';

/** A site that is served; `stop` ends what was started for it. */
export type ServedSite = { origin: string; stop: () => Promise<void> };

/** The starter, published and served by the gate alone; or the running site at the address in BENCH_SITE. */
export async function serveStarter(): Promise<ServedSite> {
  const running = process.env.BENCH_SITE;
  if (running) return { origin: new URL(running).origin, stop: async () => {} };
  const installation = await emptyInstallation(await freeLane());
  try {
    mustSucceed(await appCommand(installation, 'apps/cms/src/cli/main.ts', ['seed-demo']));
    mustSucceed(await plaincode(installation, ['publish', '--reason', 'Benchmark']));
    const gate = startApp('gate', [], 'gate', { env: installation.env });
    await waitUntilAnswers(`${installation.site}/healthz`, gate);
    return {
      origin: installation.site,
      stop: async () => {
        await stopApp(gate);
        await installation.stop();
      },
    };
  } catch (error) {
    await installation.stop();
    throw error;
  }
}

function mustSucceed({ status, stderr }: { status: number; stderr: string }): void {
  if (status !== 0) throw new Error(`The starter could not be made ready.\n${stderr}`);
}
