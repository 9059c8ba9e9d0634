// Preloaded into a process that is measured (`node --import`): tells its own CPU time and memory when asked.
import { peakBytes } from '../peakMemory.js';

process.on('message', (question) => {
  if (question !== 'usage') return;
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, heapBytes: process.memoryUsage().heapUsed, peakBytes: peakBytes() });
});
// A bench that failed leaves nothing running.
process.on('disconnect', () => process.exit());
// Asking must not be what keeps it alive.
process.channel?.unref();
