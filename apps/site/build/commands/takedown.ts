import { type TakedownEntry, takenDown } from '@plaincode/content-schemas';
import { type TakedownAsked, takeDown } from '@plaincode/publish';
import type { PublisherEnv } from '../env.ts';
import { openStore, openWithheldPages } from '../publisher.ts';

/** `takedown TARGET --reason TEXT [--lift]`, and `takedown list`: what is down, and until when licences run. */
export function runTakedown(
  env: PublisherEnv,
  asked: TakedownAsked | 'list',
  print: (document: object, text: string) => void,
): void {
  const withheld = openWithheldPages(env);
  if (asked === 'list') {
    const now = new Date();
    const entries = withheld.takedowns();
    const down = [...takenDown(entries).values()];
    const text = down.length > 0 ? down.map(describe).join('\n') : 'Nothing is taken down.';
    print(
      { takenDown: down, entries, licences: withheld.licences() },
      [text, ...withheld.on(now).warnings].join('\n'),
    );
    return;
  }
  const report = takeDown(openStore(env), withheld, asked, new Date());
  print(
    report,
    [...reportOf(report.outcome, asked.target), ...report.purge.map((path) => `  ${path}`)].join('\n'),
  );
}

const describe = ({ target, at, reason }: TakedownEntry): string =>
  `${target}  since ${at.slice(0, 16).replace('T', ' ')} UTC: ${reason}`;

function reportOf(outcome: 'taken-down' | 'lifted', target: string): string[] {
  return outcome === 'taken-down'
    ? [
        `${target} is taken down: the gate answers 410 and hands out no key of it, in this release and in every other.`,
        'Publish now: the sitemap and the lists name it until then, and the search box shows no codes while it is typed in.',
        'A CDN in front of the site has to forget these paths:',
      ]
    : [
        `${target} may be shown again. Where a publish has left it out since, "npm run plaincode -- publish" brings it back.`,
        'A CDN in front of the site has to forget these paths:',
      ];
}
