import { expect, it } from 'vitest';
import { explanationEvent } from './explanation-event.ts';

it.each([
  ['draft', 'in-review', true, 'text-submitted'],
  ['in-review', 'draft', true, 'text-taken-back'],
  ['in-review', 'changes-requested', true, 'changes-requested'],
  ['in-review', 'approved', true, 'text-approved'],
  ['approved', 'draft', false, 'approval-voided'],
  ['published', 'draft', false, 'approval-voided'],
  ['draft', 'approved', false, 'approval-restored'],
  ['in-review', 'published', false, 'approval-restored'],
  ['changes-requested', 'superseded', false, 'approval-restored'],
  ['approved', 'draft', true, 'text-reopened'],
  ['published', 'withdrawn', true, 'text-withdrawn'],
  ['approved', 'published', false, 'text-published'],
  ['published', 'superseded', false, 'text-superseded'],
  ['draft', 'draft', false, null],
  [null, 'draft', false, null],
] as const)('%s to %s (step: %s) is %s', (before, after, step, action) => {
  expect(explanationEvent(before, after, step)).toBe(action);
});
