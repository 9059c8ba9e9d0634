import type { Case } from './case.ts';
import { byLanguage } from './byLanguage.ts';
import { declared } from './declared.ts';
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
  'calls that annotations declare': declared,
  'the same mistake in nine languages': byLanguage,
  secrets,
  'generated code': generated,
  'where a value comes from': flow,
};
