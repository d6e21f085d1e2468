/** What staff are told by mail. Of several about one event, the first in this list is the one that somebody gets. */
export const noticeKinds = [
  'not-released',
  'mentioned',
  'changes-requested',
  'change-asked',
  'suggested',
  'accepted',
  'declined',
  'answered',
  'commented',
  'assigned',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** The words of an event that one person is told. */
export type Notice = {
  kind: NoticeKind;
  /** Who did it. */
  by: string;
  /** What it is about: the code and its plain title. */
  title: string;
  /** Where at the desk, from its root: `/admin/…`. */
  path: string;
  quote: string | null;
  words: string | null;
};

export const noticeLabels: Record<NoticeKind, string> = {
  'not-released': 'could not publish a scheduled release',
  mentioned: 'mentioned you',
  'changes-requested': 'asked for changes in your text',
  'change-asked': 'asked for a change at a passage of your text',
  suggested: 'suggested other words for your text',
  accepted: 'accepted your suggestion',
  declined: 'declined your suggestion',
  answered: 'answered',
  commented: 'commented on your text',
  assigned: 'gave you work',
};
