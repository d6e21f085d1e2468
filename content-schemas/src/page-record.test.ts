import { expect, it } from 'vitest';
import { examples } from '../examples/index.ts';
import { pageRecord } from './page-record.ts';

it.each(Object.entries(examples))(
  'reads the record "%s" and changes nothing of it: publishers go on with what they were given',
  (_, record) => {
    expect(pageRecord.parse(record)).toEqual(record);
  },
);
