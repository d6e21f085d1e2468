export const usage = `The editorial desk's own command.

  migrate                      make the database ready (and the public code sets known)
  import FILE…                 bring in official files: all of a file or nothing
      --set ID                 the code set, where the file does not tell (hcpcs, icd-10-cm, …)
      --edition DAY            the day the edition takes effect, such as 2025-10-01
      --sample                 a sample edition: gives way to the first real one of its set
      --check                  only say what would change; write nothing
      --accept-loss            take an edition with far fewer codes than the one before
      --json                   one JSON document on standard output and nothing else there
  code-sets [--json]           what is held: sets, editions, counts, files, hashes, days
  code-sets diff SET A B [--billable] [--json]
                               what changed from edition A to edition B (ids, labels, days or years)
  code-sets licence SET --holder NAME --number NUMBER --from DAY --to DAY --by PERSON [--notice TEXT]
                               record the statement that a licensed set may be imported
  explanations import FILE… --by EMAIL
                               texts that exist already, from xlsx, csv or docx, as that person's drafts: all or none
      --set SET, --edition E, --notice ID
                               for rows that do not say
      --check                  only say what would be written, and every problem
      --leave-out              bring in the rows without problems
  updates [EDITION] [--json]   the work that each new edition brings, by kind of change and state
  seed-demo [DIR]              the starter content, once, into a fresh data folder
      --none                   this data folder does without it, for good
  export [--reason TEXT] [--release ID | --approved]
                               every page as newline-delimited JSON on standard output; with a release laid over,
                               or with what is approved and waits
  release begin [--edition SET/EDITION] [--check]
                               set what is approved (or an edition with its texts) on its way; prints the release
  release finish ID            readers see it now
  release abandon ID [--failure TEXT]
                               it did not reach them
  serve                        the built desk on CMS_PORT
  staff create --email ADDRESS --role ROLE [--name NAME]
                               an account (editor, reviewer, publisher, admin); the password comes from
                               STAFF_PASSWORD or is made up and printed once
  staff role EMAIL ROLE        another role, at once
  settings                     the changes that wait for a second person
  settings approve [CHANGE]    agree to one of them as the operator
  audit verify [--json]        prove the audit log whole, or name the first broken row
  audit list [--limit N] [--json]
                               the newest rows of the audit log
  audit takedowns              add the takedowns of the site that the audit log does not hold yet

Settings: PLAINCODE_DATA, DATABASE_URL, CMS_PORT, SITE_URL. Exit status: 0 done, 1 refused, 2 wrong use.
`;

/** How one command is used: its lines of the whole; the whole where there is no such command. */
export function usageOf(command: string | undefined): string {
  const lines = usage.split('\n');
  const own = (line: string) => line.startsWith(`  ${command} `);
  const shown = lines.filter((line, at) => {
    const head = lines.slice(0, at + 1).findLast((one) => /^( {2})?\S/.test(one));
    return head !== undefined && line.startsWith('  ') && own(head);
  });
  return shown.length > 0 ? `${shown.join('\n')}\n` : usage;
}

/** The command line is wrong; the message says how. Exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
