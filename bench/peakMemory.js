import { readFileSync } from 'node:fs';

/**
 * The most bytes that this process had in memory. On Linux as the kernel keeps it for the program that runs now:
 * resourceUsage().maxRSS begins with the size of the process that started this one (getrusage(2), fork(2)).
 */
export function peakBytes() {
  const kilobytes =
    process.platform === 'linux' ? /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return 1024 * (kilobytes ? Number(kilobytes[1]) : process.resourceUsage().maxRSS);
}
