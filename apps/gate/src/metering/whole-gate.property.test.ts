import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { action } from '../testing/rounds/actions.ts';
import { makeGateForRounds, playRound } from '../testing/rounds/play.ts';
import type { MadeGate } from '../testing/running-gate.ts';

/** All 10,000: `METERING_ROUNDS=10000 node scripts/bootstrap.mjs exec vitest run apps/gate/src/metering/whole-gate`. */
const rounds = Number(process.env.METERING_ROUNDS || 1_000);

let gate: MadeGate;
beforeAll(async () => {
  gate = await makeGateForRounds();
});
afterAll(() => gate.remove());

it(
  `in ${rounds} random rounds nobody gets more than the plan, and no page costs two views in a period`,
  async () => {
    let round = 0;
    const property = fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), (actions) =>
      playRound(gate, round++, actions),
    );
    await fc.assert(property, { numRuns: rounds });
    expect(gate.lines).toEqual([]);
  },
  60_000 + rounds * 600,
);
