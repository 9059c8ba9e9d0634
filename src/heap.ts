import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 collect when what is in memory has grown by so many percent. Left alone it waits until it is several times as
 * much: a long export would take 200 MB for the two pages that it holds (bench/export.js). For the start of a program.
 */
export function keepHeapSmall(growthPercent: number): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
