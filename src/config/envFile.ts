import { parse } from 'dotenv';
import { ConfigError } from '../errors.ts';

/** What a `.env` file says, and what it says in a way that is easily meant otherwise. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** By name and line; values never appear in it. */
  readonly warnings: readonly string[];
}

/** A `#` that follows a value at once: without quotes it begins a comment there too. */
const CUT = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?!["'`\s])[^#\n]*[^#\s]#/;

/**
 * Reads the bytes of a `.env` file.
 * @throws ConfigError when it is no UTF-8 text
 */
export function readEnvFile(bytes: Buffer): EnvFile {
  // PowerShell's > writes UTF-16, with a mark at the beginning; without it every other byte is zero.
  if (bytes.includes(0) || /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2))) {
    throw new ConfigError(['.env is written in UTF-16: save it as UTF-8']);
  }
  const warnings = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .flatMap((line, index) => {
      const [, name] = CUT.exec(line) ?? [];
      if (name === undefined) return [];
      return [
        `.env, line ${index + 1}: ${name} ends before the #, which begins a comment; put the value in quotes to keep it`,
      ];
    });
  return { values: parse(bytes), warnings };
}
