import type { ControlDeps } from '../controlDeps.ts';
import type { ControlSessions } from './controlSession.ts';

/** What the control pages work with. */
export interface ControlPagesDeps extends ControlDeps {
  readonly sessions: ControlSessions;
  readonly formKey: string;
}
