import TestSequencer from '@jest/test-sequencer';

/** Drive browsers, start processes or wait for locks: short files, long tests. */
const SLOW = /\/journeys\/|looks\.|browser\.|processes\.|\/everyFault\.|\/givingConsent\./i;

/**
 * Where nothing is known of a file's time, as on a new machine, jest goes by its size. A slow one that comes last then
 * runs alone, for a minute.
 */
export default class SlowestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isSlow = ({ path }) => SLOW.test(path);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
