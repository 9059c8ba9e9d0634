// Preloaded into a process that is measured (`node --import`): writes its peak memory to stderr when it ends.
import { peakBytes } from './peakMemory.js';

process.on('exit', () => process.stderr.write(`peak ${peakBytes()}\n`));
