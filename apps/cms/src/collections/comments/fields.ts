import type { Field } from 'payload';
import { commentKinds, threadStates } from '../../discussion/thread.ts';

export const commentFields: Field[] = [
  { name: 'explanation', type: 'relationship', relationTo: 'explanations', required: true, index: true },
  { name: 'kind', type: 'select', required: true, options: [...commentKinds] },
  /** The first row of the thread that a reply belongs to. */
  { name: 'thread', type: 'text', index: true },
  /** The writer's own id for it, so that what is sent twice is said once. */
  { name: 'key', type: 'text', required: true, unique: true },
  { name: 'author', type: 'relationship', relationTo: 'staff', required: true },
  { name: 'at', type: 'date', required: true },
  { name: 'words', type: 'textarea' },
  { name: 'mentions', type: 'relationship', relationTo: 'staff', hasMany: true },
  { name: 'withdrawnAt', type: 'date' },

  /** The path of the field that holds the passage; without one it is about the whole text. */
  { name: 'part', type: 'text' },
  { name: 'quote', type: 'textarea' },
  { name: 'before', type: 'textarea' },
  { name: 'after', type: 'textarea' },
  { name: 'start', type: 'number' },
  /** The revision of the text that was read. */
  { name: 'onRevision', type: 'number' },
  /** The other words of a suggestion; empty: the passage goes. */
  { name: 'proposed', type: 'textarea' },

  { name: 'state', type: 'select', index: true, options: [...threadStates] },
  { name: 'settledBy', type: 'relationship', relationTo: 'staff' },
  { name: 'settledAt', type: 'date' },
  { name: 'why', type: 'textarea' },
];
