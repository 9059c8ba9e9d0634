/** A moment as people read it, to the minute: 2026-11-24 20:33 UTC. */
export function timeText(epochSeconds: number): string {
  return `${new Date(epochSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
