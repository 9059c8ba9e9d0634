// Preloaded into a process that is measured (`node --import`): tells its own CPU time and memory when asked.
import { peakBytes } from '../peakMemory.js';

process.on('message', (question) => {
  if (question === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000, peakBytes: peakBytes() });
  }
  if (question === 'heap') {
    // Asked apart: what was young and hot is gone after it, and the next requests pay.
    globalThis.gc?.();
    process.send?.({ heapBytes: process.memoryUsage().heapUsed });
  }
});
// A bench that failed leaves nothing running.
process.on('disconnect', () => process.exit());
// Asking must not be what keeps it alive.
process.channel?.unref();
