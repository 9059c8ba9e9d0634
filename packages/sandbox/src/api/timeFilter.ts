import { badRequest } from './erpAnswer.ts';
import type { ErpCall } from './erpCall.ts';

/** "Changed since" and its relatives. */
export interface TimeFilter {
  readonly condition: '>' | '<' | '>=' | '<=';
  /** ISO text in UTC with milliseconds. */
  readonly at: string;
}

/**
 * The pair `<name>` and `<name>Condition`. The time alone filters nothing, as with the real API: such a call gets all
 * rows, and the request log says why.
 */
export function readTimeFilter(call: ErpCall, name: string): TimeFilter | undefined {
  const time = call.query.text(name);
  const condition = call.query.text(`${name}Condition`);
  if (time === undefined) return undefined;
  if (condition === undefined) {
    call.note(`${name} without ${name}Condition filters nothing`);
    return undefined;
  }
  // Guess: not documented what an unknown condition or an unreadable time is answered with.
  if (condition !== '>' && condition !== '<' && condition !== '>=' && condition !== '<=') {
    throw badRequest(`${name}Condition must be one of >, <, >= and <=.`);
  }
  return { condition, at: parseTime(name, time) };
}

/** True when the moment passes; a filter that is not there lets everything through. */
export function passesTime(moment: string | null, filter: TimeFilter | undefined): boolean {
  if (!filter) return true;
  if (moment === null) return false;
  if (filter.condition === '>') return moment > filter.at;
  if (filter.condition === '<') return moment < filter.at;
  return filter.condition === '>=' ? moment >= filter.at : moment <= filter.at;
}

// Between clock and offset a blank is a plus sign that a careless client left unescaped in the query.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,7}))?)?(Z|[+\- ]\d{2}:?\d{2})?$/;

/**
 * A time in any of the documented forms as ISO text in UTC with milliseconds; without an offset it is UTC.
 * @throws ErpRefusal 400 when it cannot be read
 */
export function parseTime(name: string, text: string): string {
  const [, day, clock = '00:00:00', fraction = '0', offset = 'Z'] = TIME.exec(text.trim()) ?? [];
  const zone = offset.replace(' ', '+').replace(/(\d{2})(\d{2})$/, '$1:$2');
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  const ms = day === undefined ? NaN : Date.parse(`${day}T${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  if (Number.isNaN(ms)) {
    throw badRequest(`${name} must be a time such as 2026-01-31, 2026-01-31 13:45:00 or 2026-01-31T13:45:00.123.`);
  }
  return new Date(ms).toISOString();
}
