import { fstatSync } from 'node:fs';

/** Which file an open one is, and of when: another when it was written, replaced or moved in the meantime. */
export function stampOf(descriptor: number): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = fstatSync(descriptor, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
