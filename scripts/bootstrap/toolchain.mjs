// Node.js 24 and pnpm, from the npm registry, in a private folder where the machine's own do not serve.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { Refusal } from './refusal.mjs';

const nodeVersion = '24.21.0';
const pnpmVersion = '12.21.0';
const windows = process.platform === 'win32';

/**
 * Answers `{ node, pnpm, env }`: the Node.js that runs the scripts, pnpm's entry file, and the environment
 * (PATH first of all) for everything started from here. Throws a Refusal where the machine cannot be served.
 */
export function ensureToolchain(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    throw new Refusal(`Node.js ${process.versions.node} is too old: install Node.js 20.9 or newer.`);
  const folder = join(root, '.toolchain');
  // Our own copy, found on somebody's PATH, is not the machine's: fetching anew would delete it while it runs.
  const ownNode = major === 24 && minor >= 12 && !process.execPath.startsWith(join(folder, sep));
  const platformPackage = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const node = ownNode
    ? process.execPath
    : join(folder, 'node_modules', platformPackage, 'bin', windows ? 'node.exe' : 'node');
  const pnpm = join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
  const wanted = [`pnpm@${pnpmVersion}`, ...(ownNode ? [] : [`${platformPackage}@${nodeVersion}`])];
  const stamp = join(folder, `ready-${wanted.join('_').replaceAll(/[^\w.-]/g, '-')}`);
  if (!existsSync(stamp) || !existsSync(node) || !existsSync(pnpm)) {
    fetchTools(folder, wanted, ownNode);
    writeShims(join(folder, 'bin'), node, pnpm);
    writeFileSync(stamp, '');
  }
  return { node, pnpm, env: environment(root, folder, node) };
}

function fetchTools(folder, wanted, ownNode) {
  console.error(`Fetching the toolchain from the npm registry: ${wanted.join(', ')}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'plaincode-toolchain', private: true }));
  const args = [
    'install',
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...wanted,
  ];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: folder, stdio: ['inherit', 2, 2], env: quietNpm() })
    : spawnSync('npm', args, { cwd: folder, stdio: ['inherit', 2, 2], shell: windows, env: quietNpm() });
  if (done.status === 0) return;
  throw new Refusal(
    `The toolchain could not be fetched. Check that "npm ping" answers${
      ownNode ? '' : `; where npm has no Node.js ${nodeVersion} for this machine, install Node.js 24 yourself`
    }, then run the command again.`,
  );
}

/** What npm passes to its scripts (workspace flags, a dry run) must not steer the npm started here. */
function quietNpm() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(?:workspace|dry_run|global|prefix|json)/i.test(name),
    ),
  );
}

/** `node` and `pnpm` by name, for tools that call them from PATH. */
function writeShims(bin, node, pnpm) {
  mkdirSync(bin, { recursive: true });
  if (windows) {
    writeFileSync(join(bin, 'pnpm.cmd'), `@"${node}" "${pnpm}" %*\r\n`);
    writeFileSync(join(bin, 'node.cmd'), `@"${node}" %*\r\n`);
    return;
  }
  symlinkSync(node, join(bin, 'node'));
  writeFileSync(join(bin, 'pnpm'), `#!/bin/sh\nexec "${node}" "${pnpm}" "$@"\n`);
  chmodSync(join(bin, 'pnpm'), 0o755);
}

function environment(root, folder, node) {
  const path = [join(folder, 'bin'), dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH];
  return {
    PATH: path.join(delimiter),
    // What Node.js compiled once: a command of the desk loads some thousand modules before it does anything.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(folder, 'compile-cache'),
    // Nothing started here reports home.
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
}
