/** What each command of `npm run plaincode` takes, in the order in which help lists them. */
const commands: Record<string, string> = {
  import: `
  import FILE…  [--set SET] [--edition DATE] [--check] [--json]
                                                        official files (txt, prn, csv, xml, xlsx, gz, zip) into the desk's database
                [--sample]                              a sample edition: gives way to the first real one of its set
                [--accept-loss]                         an edition with far fewer codes than the one before`,
  explanations: `
  explanations  import FILE… --by EMAIL [--set SET] [--edition E] [--notice ID] [--check] [--leave-out] [--json]
                                                        texts that exist already (xlsx, csv, docx), as drafts`,
  'code-sets': `
  code-sets     [diff SET A B] [--billable] [--json]    what is held; what changed from one edition to another
                licence SET --holder NAME --number NUMBER --from DAY --to DAY --by PERSON [--notice TEXT] [--json]
                                                        the statement that a licensed set may be imported`,
  updates: `
  updates       [EDITION] [--json]                      the work that each new edition brings: counts by kind and state`,
  publish: `
  publish       [--full] [--check] [--reason TEXT] [--json]   changed pages only; --full for all; --check to plan
                --edition SET/EDITION                   the edition that readers see from now on, with its approved texts`,
  release: `
  release       list | verify | rollback [ID] | export DIR   [--json]
                upload s3://BUCKET/PREFIX [--endpoint URL] [--check] [--purge-list FILE] [--json]
                compress [--full] [--json]              at once what the publisher compresses in the background
                prune [--keep N] [--days N] [--check] [--drop-damaged] [--json]
                                                        old releases leave, and the files that only they needed`,
  takedown: `
  takedown      PAGE|SET --reason TEXT [--lift] [--json]   shown no more, in no release, from this moment on
                list [--json]                           what is down, and which licences end soon`,
  backup: `
  backup        FILE [--secrets FILE] [--without-databases] [--json]   everything but the secrets, while it runs`,
  restore: `
  restore       FILE [--into FOLDER] [--secrets FILE] [--takedowns-of FOLDER] [--json]   into an empty data folder`,
  staff: `
  staff         create --email ADDRESS --role ROLE [--name NAME]   someone who may log in at the desk
                role EMAIL ROLE                         another role, at once (editor, reviewer, publisher, admin)`,
  subscription: `
  subscription  grant EMAIL --until DAY                 a reader reads as a subscriber, without payment, to the end of that day
                end EMAIL                               what was granted ends now`,
  settings: `
  settings      [approve [CHANGE]]                      changes that wait for a second person`,
  audit: `
  audit         verify | list [--limit N]   [--json]    the log of who did what, in one chain of hashes`,
  migrate: `
  migrate                                               bring the database up to date`,
};

/** How one command is used; all of them where it names none. */
export function usageOf(command?: string): string {
  const one = command !== undefined && Object.hasOwn(commands, command) ? commands[command] : undefined;
  const lines = one ?? Object.values(commands).join('');
  return `Usage: npm run plaincode -- COMMAND [--help]\n${lines}\n\nExit status: 0 done, 1 refused (with the reasons), 2 wrong use.`;
}
