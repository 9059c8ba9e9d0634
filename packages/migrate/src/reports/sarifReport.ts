import { relative, sep } from 'node:path';
import { fingerprints } from '../fingerprints.ts';
import { gitTop } from '../gitIgnore.ts';
import type { Rule } from '../rule.ts';
import { RULE_BOOK } from '../ruleBook.ts';
import type { FileFinding, Scan } from '../scanFolder.ts';
import { EXAMPLE_LANGUAGES, LANGUAGE_NAMES } from './exampleLanguages.ts';

/**
 * The findings as SARIF 2.1.0 for code hosts. Paths are relative to the top of the git work tree where there is one.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(scan: Scan, toolVersion: string): string {
  const prefix = relative(gitTop(scan.root) ?? scan.root, scan.root)
    .split(sep)
    .filter(Boolean);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'visma-migrate', version: toolVersion, rules: RULE_BOOK.map(toDescriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The top of the repository, or the scanned folder.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(scan, prefix) }],
        results: resultsOf(scan.findings, prefix),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toDescriptor(rule: Rule) {
  const examples = EXAMPLE_LANGUAGES.map((language) => {
    const { name, fence } = LANGUAGE_NAMES[language];
    return `${name}:\n\n\`\`\`${fence}\n${rule.examples[language]}\n\`\`\``;
  });
  const text = `${rule.why} ${rule.replacement} (Guide: ${rule.guide}.)`;
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text, markdown: [text, ...examples].join('\n\n') },
    defaultConfiguration: { level: rule.severity },
    properties: { tags: ['visma', 'migration', rule.step], precision: precisionOf(rule.certainty) },
  };
}

function resultsOf(findings: readonly FileFinding[], prefix: readonly string[]) {
  const marks = fingerprints(findings);
  return findings.map((finding, at) => {
    const { rule, line, column, endColumn, certainty, severity, detail, file } = finding;
    return {
      ruleId: rule.id,
      ruleIndex: RULE_BOOK.indexOf(rule),
      level: severity,
      message: { text: [`${rule.title}.`, detail, rule.why, rule.replacement].filter(Boolean).join(' ') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: locationOf(file, prefix),
            region: { startLine: line, startColumn: column, endColumn },
            contextRegion: { startLine: line, endLine: line, snippet: { text: finding.text } },
          },
        },
      ],
      partialFingerprints: { 'vismaMigrate/v1': marks[at] },
      properties: { certainty, step: rule.step },
    };
  });
}

function notificationsOf(scan: Scan, prefix: readonly string[]) {
  return scan.unreadable.map(({ path, reason }) => ({
    level: 'warning',
    message: { text: `Could not read this file or folder: ${reason}.` },
    locations: [{ physicalLocation: { artifactLocation: locationOf(path, prefix) } }],
  }));
}

function locationOf(file: string, prefix: readonly string[]) {
  const uri = [...prefix, ...file.split('/')].filter(Boolean).map(encodeURIComponent).join('/');
  return { uri: uri === '' ? '.' : uri, uriBaseId: 'SRCROOT' };
}

function precisionOf(certainty: Rule['certainty']): string {
  return { certain: 'very-high', likely: 'high', possible: 'medium' }[certainty];
}
