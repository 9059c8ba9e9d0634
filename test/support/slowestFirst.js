import TestSequencer from '@jest/test-sequencer';

/** Wait for locks and clocks: short files, long tests. */
const SLOW = /\/journeys\/|\/everyFault\./;

/**
 * Where nothing is known of a file's time, as on a new machine, jest goes by its size. A slow one that comes last then
 * runs alone, for a minute.
 */
export default class SlowestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isSlow = ({ path, context }) => context.config.displayName?.name !== 'app' || SLOW.test(path);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
