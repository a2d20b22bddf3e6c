import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import { leaveOut } from './real-data';

/** A disk of its own in memory, which can be filled to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  bytesLeft(): number;
  /** Leaves no room at all. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  remove(): void;
}

const mount = (folder: string, megabytes: number): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', folder]).status === 0;
const unmount = (folder: string): boolean => spawnSync('umount', [folder]).status === 0;

export function makeSmallDisk(megabytes: number): SmallDisk {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-disk-'));
  if (!mount(folder, megabytes)) {
    fs.rmdirSync(folder);
    throw new Error('no file system may be mounted here');
  }
  const ballast = path.join(folder, 'ballast');
  const bytesLeft = (): number => {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    bytesLeft,
    fill() {
      const file = fs.openSync(ballast, 'a');
      try {
        for (;;) fs.writeSync(file, Buffer.alloc(Math.min(1 << 20, Math.max(4_096, bytesLeft()))));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        fs.closeSync(file);
      }
    },
    free: () => fs.rmSync(ballast, { force: true }),
    remove() {
      unmount(folder);
      fs.rmdirSync(folder);
    },
  };
}

function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    makeSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
}

/** Tests that fill a disk. Where nothing may be mounted they are left out, with a line that says so. */
export function withSmallDisks(name: string, define: () => void): void {
  if (mayMount()) {
    describe(name, define);
    return;
  }
  leaveOut(name, 'no file system may be mounted by this user');
}
