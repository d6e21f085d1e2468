import { APIError } from 'payload';
import { describeRefusal, type Refusal, type RefusalCode } from '../workflow/refusal.ts';

const statusOf: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'role-may-not': 403,
  'four-eyes': 403,
  'never-deleted': 403,
  'own-change': 403,
  'own-password': 403,
  'code-set-unknown': 422,
  'code-unlike': 422,
  'edition-unlike': 422,
  'not-ready': 422,
  'note-missing': 422,
  'no-time': 422,
  'release-blocked': 422,
  'revision-missing': 422,
  'notice-for-nothing': 422,
  'unsupported-text': 422,
  'report-unknown': 404,
  'report-why': 422,
  'update-unknown': 404,
  'item-unknown': 404,
  'item-own-proposal': 403,
  'item-own-text': 403,
  'item-not-alike': 422,
  'item-unfit-person': 422,
  'comment-by-the-desk': 403,
  'comment-unknown': 404,
  'comment-empty': 422,
  'comment-of-another': 403,
  'mention-unknown': 422,
  'mail-unknown': 404,
  'why-missing': 422,
  'passage-across': 422,
  'suggestion-own': 403,
  'view-of-others': 403,
};

/**
 * An expected refusal. Its own name keeps Payload from hiding the message in production; `data.code` is
 * one of the closed list, for programs. `field` is the one that a form should find fault with.
 */
export class WorkflowRefused extends APIError {
  readonly refused: Refusal;

  constructor(refused: Refusal, field?: string) {
    const message = describeRefusal(refused);
    const errors = field === undefined ? {} : { errors: [{ path: field, message }] };
    super(message, statusOf[refused.code] ?? 409, { ...refused, ...errors }, true);
    this.name = 'WorkflowRefused';
    this.refused = refused;
  }
}
