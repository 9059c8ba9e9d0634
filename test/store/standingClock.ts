/** A clock that goes on only when told. */
export function standingClock() {
  let nowMs = Date.parse('2026-01-05T09:00:00Z');
  return {
    now: () => nowMs,
    passMs: (ms: number) => {
      nowMs += ms;
    },
  };
}
