import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

const ROOT = join(__dirname, '..');

/** Packs the package and installs it in a new folder, as a user does; without what it depends on, and without the network. Returns where. */
export function installPacked(folder: string): string {
  const packed = join(folder, 'packed');
  const user = join(folder, 'user');
  [packed, user].forEach((made) => mkdirSync(made, { recursive: true }));
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: ROOT });
  writeFileSync(join(user, 'package.json'), JSON.stringify({ private: true }));
  run('npm', ['install', '--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', join(packed, readdirSync(packed)[0])], { cwd: user });
  return user;
}
