import type { Role } from './permissions.ts';
import { type Refusal, refusal, roleMayNot } from './refusal.ts';
import { type Action, actions, isStepFrom, type State, transitions } from './states.ts';

/** What the workflow knows of an explanation. The server computes all of it; nobody writes it by hand. */
export type WorkflowRecord = {
  state: State;
  /** Who may not approve the text: who changed it since its last approval, and who wrote words whose approval ended. */
  editors: string[];
  /** Everyone whose words were approved: in this text, and in the one that it was begun from. */
  authors: string[];
  /** Those of them whose words the last approval approved. */
  lastAuthors: string[];
  contentHash: string;
  /** The latest approval, while it holds. */
  approval: { hash: string; by: string; at: string } | null;
  /** What a reviewer asked for. */
  note: string | null;
};

export type Person = { id: string; role: Role };

/** One step that a person asks for, bound to the text that the person saw. */
export type ActionRequest = { action: Action; contentHash: string; note?: string | undefined };

export type Decision = { ok: true; workflow: WorkflowRecord } | { ok: false; refusal: Refusal };

const refuse = (code: Refusal['code'], details: string[] = []): Decision => ({
  ok: false,
  refusal: refusal(code, details),
});

/**
 * Decides a step of the workflow. Four eyes: nobody approves a text that they edited since its last
 * approval, nor one of theirs whose approval ended with its words as they were. A step on any other text than the one that was read is refused, but for taking from readers what they have
 * (`read`): that is another text than the one that somebody may be writing at that moment.
 */
export function decideAction(
  current: WorkflowRecord,
  person: Person | null,
  request: ActionRequest,
  problems: string[],
  now: string,
  read = false,
): Decision {
  const { action } = request;
  const transition = transitions[action];
  if (person === null) return refuse('not-signed-in');
  if (!transition.roles.includes(person.role)) return { ok: false, refusal: roleMayNot(transition.roles) };
  if (!isStepFrom(action, current.state, read)) return refuse('wrong-state');
  if (action === 'reopen' && current.state === 'withdrawn' && read) return refuse('withdrawal-waits');
  const fromReaders = action === 'withdraw' && read;
  if (!fromReaders && request.contentHash !== current.contentHash) return refuse('changed-since-read');
  if (action === 'approve' && current.editors.includes(person.id)) return refuse('four-eyes');
  if ((action === 'approve' || action === 'submit') && problems.length > 0)
    return refuse('not-ready', problems);
  if (action === 'request-changes' && !request.note?.trim()) return refuse('note-missing');
  return { ok: true, workflow: after(current, person, request, now) };
}

function after(current: WorkflowRecord, person: Person, request: ActionRequest, now: string): WorkflowRecord {
  const state = transitions[request.action].to;
  switch (request.action) {
    case 'approve':
      return {
        ...current,
        state,
        approval: { hash: current.contentHash, by: person.id, at: now },
        editors: [],
        authors: union(current.authors, current.editors),
        lastAuthors: current.editors,
        note: null,
      };
    case 'request-changes':
      return { ...current, state, note: request.note?.trim() ?? null };
    case 'reopen':
      return {
        ...(current.state === 'withdrawn' ? asUnapproved(current) : asBeforeApproval(current)),
        state,
        approval: null,
      };
    default:
      return { ...current, state };
  }
}

/**
 * The text once its last approval counts no more although the words stay: whose words that one approved wait for somebody else
 * again. What was approved before it still is: if everyone who ever wrote there waited, two reviewers who mended a word of each
 * other would leave nobody. After an edit nobody waits: the words beside the new ones were approved, and nobody took that back.
 */
function asBeforeApproval(current: WorkflowRecord): WorkflowRecord {
  return { ...current, editors: union(current.editors, current.lastAuthors) };
}

/**
 * The text once no approval of it counts any more: whoever withdraws it says that its words are unfit, and for another code
 * nobody ever approved them. Everyone who wrote them waits for somebody else.
 */
export function asUnapproved(current: WorkflowRecord): WorkflowRecord {
  return { ...current, editors: union(current.editors, current.authors) };
}

/** Who may not approve the words as they stand, wherever they are taken to. Of what was withdrawn nobody approves a word. */
export function mayNotApprove(current: WorkflowRecord): string[] {
  return (current.state === 'withdrawn' ? asUnapproved(current) : current).editors;
}

function union(...people: readonly (readonly string[])[]): string[] {
  return [...new Set(people.flat())];
}

/** An approval that an edit ended, and the state of the approved text by what readers see. */
export type ApprovedBefore = { hash: string; by: string; at: string; state: State };

/**
 * What an edit does: it adds its author and voids the approval. A save that changes no text changes
 * nothing here, so opening a document and autosaving it costs no approval; and an edit that makes the text again the very
 * one that was approved has nothing that anybody had to approve, so that approval holds again. Who writes in a text that was
 * withdrawn begins with words that nobody approves. What a later edition replaced is history, and history is not rewritten.
 */
export function decideEdit(
  current: WorkflowRecord | null,
  person: Person | null,
  contentHash: string,
  approvedBefore: ApprovedBefore | null = null,
): Decision {
  if (current?.contentHash === contentHash) return { ok: true, workflow: current };
  if (current?.state === 'superseded') return refuse('superseded');
  if (current && approvedBefore?.hash === contentHash && !settled.includes(current.state)) {
    const { state, ...approval } = approvedBefore;
    return { ok: true, workflow: { ...current, state, editors: [], contentHash, approval, note: null } };
  }
  const editors = union(current ? mayNotApprove(current) : [], person ? [person.id] : []);
  const { authors, lastAuthors } = current ?? { authors: [], lastAuthors: [] };
  const state = current === null || settled.includes(current.state) ? 'draft' : current.state;
  const note = current?.note ?? null;
  return { ok: true, workflow: { state, editors, authors, lastAuthors, contentHash, approval: null, note } };
}

/**
 * What it does to a text that somebody calls a correction merged into it. What was approved and waits for its release says
 * the same as before the correction: whether that holds, a second person decides. What readers have stands as it is.
 * `corrected`: whose words the correction brought.
 */
export function afterMerge(
  current: WorkflowRecord,
  by: string | null,
  corrected: readonly string[],
): WorkflowRecord {
  if (current.state === 'published' || current.state === 'superseded') return current;
  const ended = current.state === 'approved';
  const { editors } = ended ? asBeforeApproval(current) : current;
  return {
    ...current,
    ...(ended ? { state: 'draft', approval: null } : {}),
    editors: union(editors, by === null ? [] : [by]),
    authors: union(current.authors, corrected),
  };
}

/** States that an edit ends. */
const settled: readonly State[] = ['approved', 'published', 'withdrawn'];

export type OfferedAction = { action: Action; allowed: boolean; refusal: Refusal | null };

/** The steps that the person's role has in this state, each with the reason why it is closed now. */
export function offeredActions(
  current: WorkflowRecord,
  person: Person | null,
  problems: string[],
  read = false,
): OfferedAction[] {
  return actions
    .filter((action) => isStepFrom(action, current.state, read))
    .filter((action) => person !== null && transitions[action].roles.includes(person.role))
    .map((action) => {
      const request = { action, contentHash: current.contentHash, note: 'asked later' };
      const decision = decideAction(current, person, request, problems, '', read);
      return { action, allowed: decision.ok, refusal: decision.ok ? null : decision.refusal };
    });
}
