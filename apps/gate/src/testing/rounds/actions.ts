import fc from 'fast-check';

export const pagesInRounds = 9;

const device = fc.nat(1);
const account = fc.nat(1);
const page = fc.nat(pagesInRounds - 1);
const opening = fc.record({ device, page });

/** What readers at one address do, on two devices and with two accounts. */
export const action = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('open' as const), opening }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('open-at-once' as const),
      openings: fc.array(opening, { minLength: 2, maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), opening }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('register' as const), device, account }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('log-in' as const), device, account }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('log-out' as const), device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clear-cookies' as const), device }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('subscribe' as const), account, days: fc.nat(40) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next-day' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next-month' as const) }) },
);
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
export type Opening = Extract<Action, { do: 'open' }>['opening'];
