import { VARIABLE_NAMES, type Environment } from '../../config.ts';
import { diagnose, fine, type Finding } from '../finding.ts';
import { nearest } from '../nearest.ts';
import type { ConfigInspection } from '../configInspection.ts';

const OURS = /^(VISMA|SANDBOX|SESSION|STORE|TRUST_PROXY|PROTOCOL|RATE)_/;

/** What the application would refuse to start with, and names that look like ours and are none. */
export function checkVariables({ env, problems, isSandbox }: ConfigInspection): Finding[] {
  const findings = [...problems.map(wrong), ...unknownNames(env).map(unknown)];
  if (findings.length > 0) return findings;
  const mode = isSandbox ? 'nothing real is configured, so the sandbox stands in' : 'all that is needed is set';
  return [fine('variables', mode)];
}

function wrong(problem: string): Finding {
  return diagnose('variable_wrong', {
    reason: `${problem}.`,
    advice: 'Set it in the environment or in .env; docs/configuration.md explains each variable.',
  });
}

function unknownNames(env: Environment): string[] {
  return Object.keys(env).filter((name) => OURS.test(name) && !VARIABLE_NAMES.includes(name));
}

function unknown(name: string): Finding {
  const meant = nearest(name, VARIABLE_NAMES);
  return diagnose('variable_unknown', {
    about: name,
    reason: 'No variable has this name, so it does nothing.',
    advice: meant === undefined ? 'Remove it.' : `If ${meant} is meant, rename it.`,
  });
}
