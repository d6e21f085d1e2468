import type { MadeHcpcs } from '../../imports/testing/made-files.ts';
import { openTestDesk } from '../../testing/open-test-desk.ts';
import { addTeam, bringHcpcs, giveText, itemsOf, plain } from './made-updates.ts';

export const edition = 'hcpcs-2025-07-01';
export const drug = (code: string, long: string): MadeHcpcs => ({ code, long, short: code });
const before = [
  drug('J0001', 'First drug, per mg'),
  drug('J0002', 'Second drug, per mg'),
  drug('J0003', 'Third drug, per mg'),
  drug('J0004', 'Fourth drug, one'),
  drug('J0005', 'Fifth drug'),
  drug('J0007', 'Seventh drug'),
];
export const after = [
  drug('J0001', 'First drug, each mg'),
  drug('J0002', 'Second drug, each mg'),
  drug('J0003', 'Third drug, each mg'),
  drug('J0004', 'Fourth drug, two'),
  drug('J0005', 'Fifth drug, new words'),
  drug('J0006', 'Sixth drug'),
  drug('J0007', 'Seventh drug'),
];

/** A desk with its people and the update of July: six codes changed or came, four of which have a text. */
export async function openDrugItems() {
  const desk = await openTestDesk();
  const team = await addTeam(desk);
  await bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', before);
  const texts = new Map<string, string>();
  for (const code of ['J0001', 'J0002', 'J0003', 'J0004']) {
    const text = { codeSet: 'hcpcs', code, edition: 'hcpcs-2025-04-01', body: plain('Ours') };
    texts.set(code, await giveText(desk, text, team.admin));
  }
  await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', after);
  return {
    desk,
    team,
    texts,
    itemOf: async (code: string) => {
      const item = (await itemsOf(desk, edition)).find((one) => one.code === code);
      if (!item) throw new Error(`no item of ${code}`);
      return item;
    },
  };
}

export type DrugItems = Awaited<ReturnType<typeof openDrugItems>>;
