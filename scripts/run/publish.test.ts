import { describe, expect, it } from 'vitest';
import { publishAsked, refusalDocument } from './publish.ts';
import { WrongUse } from './wrong-use.ts';

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
  });

  it.each([
    [['--chek'], "Unknown option '--chek'."],
    [['spt/2027'], "Unexpected argument 'spt/2027'."],
    [['--edition'], "Option '--edition <value>' argument missing."],
    [['--reason', '--full'], "Option '--reason' argument is ambiguous."],
  ])('refuses %j before anything begins', (args, message) => {
    expect(() => publishAsked(args)).toThrow(new WrongUse(message));
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
