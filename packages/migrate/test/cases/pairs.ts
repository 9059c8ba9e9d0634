import type { Case } from './case.ts';

/** Code of a language: what is to be found, at the line that is told, and its near miss in the same words. */
export interface Pair {
  readonly file: string;
  readonly hit: string;
  readonly line: number;
  readonly miss: string;
}

/** Two cases of pairs: what is found in each language, and what is not. */
export function pairsOf(what: string, rule: string, pairs: readonly Pair[]): Case[] {
  return [
    {
      name: `${what}, found in each language`,
      files: Object.fromEntries(pairs.map(({ file, hit }) => [file, hit])),
      expected: pairs.map(({ file, line }) => `${file}:${line} ${rule}`),
    },
    {
      name: `${what}, near misses in each language`,
      files: Object.fromEntries(pairs.map(({ file, miss }) => [file, miss])),
      expected: [],
    },
  ];
}

/** A pair of one line each, in the lines around it. */
export function within(file: string, before: string, hit: string, miss: string, after = ''): Pair {
  const whole = (line: string): string => `${before}${line}\n${after}`;
  return { file, hit: whole(hit), line: before.split('\n').length, miss: whole(miss) };
}

/** How a file begins that has to do with Visma, by its language. */
export const CS = 'namespace Our.VismaNet;\nclass Sync {\n';
export const VB = 'Namespace Our.VismaNet\nClass Sync\n';
export const JAVA = 'package no.us.visma;\nclass Sync {\n';
export const KOTLIN = 'package no.us.visma\n\n';
export const PHP = '<?php\nnamespace App\\Visma;\n';
export const PYTHON = 'from visma_http import http\n';
export const GO = 'package visma\n\n';
export const RUBY = "require 'visma_http'\n";
export const TS = "import { http } from './visma';\n";
