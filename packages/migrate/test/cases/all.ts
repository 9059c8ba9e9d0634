import type { Case } from './case.ts';
import { endings } from './endings.ts';
import { flow } from './flow.ts';
import { generated } from './generated.ts';
import { libraries } from './libraries.ts';
import { managers } from './managers.ts';
import { secrets } from './secrets.ts';

/** All cases, by what they are about. */
export const caseClasses: Readonly<Record<string, readonly Case[]>> = {
  'client libraries': libraries,
  'package managers': managers,
  'endings by operation': endings,
  secrets,
  'generated code': generated,
  'where a value comes from': flow,
};
