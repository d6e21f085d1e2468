import * as migration_20261123_233507_start from './20261123_233507_start.ts';

export const migrations = [
  { up: migration_20261123_233507_start.up, down: migration_20261123_233507_start.down, name: '20261123_233507_start' },
];
