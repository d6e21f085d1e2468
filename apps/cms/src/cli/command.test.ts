import { describe, expect, it } from 'vitest';
import { parseCommand } from './command.ts';
import { progressText } from './progress.ts';
import { UsageError, usageOf } from './usage.ts';

describe('parseCommand', () => {
  it('reads the commands', () => {
    expect(parseCommand([])).toEqual({ name: 'help' });
    expect(parseCommand(['import', 'a.zip', '--set', 'hcpcs', '--json'])).toEqual({
      name: 'import',
      files: ['a.zip'],
      set: 'hcpcs',
      edition: undefined,
      sample: false,
      check: false,
      acceptLoss: false,
      json: true,
    });
    expect(parseCommand(['code-sets', 'diff', 'icd-10-cm', '2024', '2025', '--billable'])).toEqual({
      name: 'code-sets',
      action: 'diff',
      set: 'icd-10-cm',
      from: '2024',
      to: '2025',
      billable: true,
      json: false,
    });
    expect(parseCommand(['export'])).toEqual({ name: 'export', reason: 'publish', approved: false });
    expect(parseCommand(['export', '--reason', 'ICD-10-CM 2026'])).toEqual({
      name: 'export',
      approved: false,
      reason: 'ICD-10-CM 2026',
    });
    expect(parseCommand(['export', '--edition', 'spt/2027'])).toMatchObject({
      edition: 'spt/2027',
      approved: false,
    });
    expect(parseCommand(['staff', 'create', '--email', 'ann@example.org', '--role', 'admin'])).toEqual({
      name: 'staff-create',
      email: 'ann@example.org',
      role: 'admin',
      person: 'ann',
    });
    expect(parseCommand(['staff', 'role', 'ann@example.org', 'editor'])).toEqual({
      name: 'staff-role',
      email: 'ann@example.org',
      role: 'editor',
    });
    expect(parseCommand(['settings'])).toEqual({ name: 'settings', action: 'list' });
    expect(parseCommand(['settings', 'approve', '3f9c'])).toEqual({
      name: 'settings',
      action: 'approve',
      change: '3f9c',
    });
    expect(parseCommand(['audit', 'verify', '--json'])).toEqual({
      name: 'audit',
      action: 'verify',
      json: true,
    });
    expect(parseCommand(['audit', 'list'])).toEqual({
      name: 'audit',
      action: 'list',
      limit: 20,
      json: false,
    });
  });

  it.each([
    [['publish']],
    [['import']],
    [['import', 'a', 'b', '--edition', '2025-10-01']],
    [['import', 'a', '--reason', 'x']],
    [['migrate', '--json']],
    [['migrate', 'now']],
    [['export', '--nonsense']],
    [['staff', 'create', '--email', 'ann@example.org', '--role', 'king']],
    [['staff', 'delete']],
    [['code-sets', 'diff', 'hcpcs', '2018']],
    [['code-sets', 'forget', 'hcpcs']],
    [['code-sets', 'licence', 'cpt', '--holder', 'Us']],
    [
      [
        'code-sets',
        'licence',
        'cpt',
        '--holder',
        'Us',
        '--number',
        '1',
        '--by',
        'Ada',
        '--from',
        '1 May',
        '--to',
        'x',
      ],
    ],
  ])('refuses %j as wrong use', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
  });
});

describe('wrong use', () => {
  it.each([
    [['staff', 'create', '--email', 'a', '--role', 'editor'], '"a" is no e-mail address.'],
    [['staff', 'create', '--role', 'editor'], 'Give the e-mail address with --email.'],
    [['import', 'a', '--chek'], "Unknown option '--chek'."],
  ])('of %j is told in words', (args, message) => {
    expect(() => parseCommand(args)).toThrow(new UsageError(message));
  });

  it('comes with the lines of its command alone', () => {
    expect(usageOf('staff').split('\n')).toHaveLength(5);
    expect(usageOf('staff')).toMatch(/^ {2}staff create .*\n(.*\n){2} {2}staff role/);
    expect(usageOf('import')).toContain('--accept-loss');
    expect(usageOf('audit')).not.toContain('Settings:');
    expect(usageOf('nonsense')).toContain('staff create');
  });
});

describe('progressText', () => {
  it('gives rate and time left', () => {
    expect(progressText(45_000, 97_584, 'codes', 3)).toBe('45,000 of 97,584 codes, 15,000/s, 4 s left');
    expect(progressText(0, null, 'codes', 0)).toBe('0 codes');
  });
});
