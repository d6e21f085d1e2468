import { describe, expect, it } from 'vitest';
import { publishAsked, refusalDocument } from './publish.ts';

describe('publishAsked', () => {
  it('keeps for the publisher what the publisher knows', () => {
    expect(publishAsked(['--full', '--reason', 'Autumn', '--edition', 'spt/2027', '--json'])).toEqual({
      reason: 'Autumn',
      edition: 'spt/2027',
      check: false,
      rest: ['--full', '--json'],
    });
  });

  it('passes a check on', () => {
    expect(publishAsked(['--check'])).toEqual({
      reason: null,
      edition: null,
      check: true,
      rest: ['--check'],
    });
    expect(publishAsked(['--edition']).edition).toBe('');
  });
});

describe('a publish that the desk refuses', () => {
  it('hands the desk’s reasons on as one document', () => {
    const said =
      '{"ok":false,"code":"release-blocked","message":"It cannot go out yet.","reasons":["J0001"]}';
    expect(refusalDocument(`${said}\n`)).toBe(`${said}\n`);
  });

  it('is a document also where the desk said nothing on standard output', () => {
    for (const printed of ['', 'half a word', '{"release":null}']) {
      const document = refusalDocument(printed);
      expect(document).toMatch(/^\{.*\}\n$/);
      expect(JSON.parse(document)).toMatchObject({ ok: false, reasons: [] });
    }
  });
});
