import { type KnownClient, KNOWN_CLIENTS } from '../knownClients.ts';
import type { LineView } from '../lineView.ts';
import type { Detected, Rule } from '../rule.ts';
import { unknownClientIn } from '../unknownClients.ts';

/** Lines of a manifest that name the project itself, or tell of it. */
const OF_THE_PROJECT =
  /^\s*"?(?:name|description|homepage|repository|url|keywords|author|authors|title|license|bin|main|scripts?)"?\s*[:=]|^module\s|<(?:RootNamespace|AssemblyName|PackageId|Product|Title|Description|Authors|Company|PackageTags|name|description|url|\w+Url|UserSecretsId|NSwag\w*)\b|ProjectReference|^\s*(?:rootProject\.)?name\s*=/i;

/** A client library that makes the calls, so that no address of VNI stands in the code. */
export const clientLibrary: Rule = {
  id: 'client-library',
  title: 'Client library of VNI',
  step: 'authentication',
  guide: 'Rewrite the authentication; the guide knows no libraries',
  severity: 'error',
  certainty: 'likely',
  words: /visma|v1client/i,
  readsManifests: true,
  patterns: {},
  detect: (view) => (view.file.manifest !== undefined ? inManifest(view) : inCode(view)),
  why: 'The library signs in and calls for the code that uses it. What it does stands in no line here, and a library of VNI has nothing left to sign in to.',
  replacement:
    'Replace it by your own calls, or by a client generated from the description of api.finance.visma.net, with a token of Visma Connect; or take a release of it that says it uses Visma Connect.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" https://api.finance.visma.net/v1/customer?pageNumber=1',
    csharp:
      '// dotnet remove package Visma.net\nvar customers = await http.GetFromJsonAsync<List<Customer>>("https://api.finance.visma.net/v1/customer?pageNumber=1");',
    javascript: "const answer = await fetch('https://api.finance.visma.net/v1/customer?pageNumber=1', { headers });",
    python:
      'customers = requests.get("https://api.finance.visma.net/v1/customer?pageNumber=1", headers=headers, timeout=60).json()',
    php: "$customers = $http->get('https://api.finance.visma.net/v1/customer?pageNumber=1', ['headers' => $headers]);",
    java: 'var request = HttpRequest.newBuilder(URI.create("https://api.finance.visma.net/v1/customer?pageNumber=1")).headers(headers).build();',
  },
};

function inManifest(view: LineView): Detected[] {
  const { line, file } = view;
  if (file.manifest === 'manifest' && describesProject(view)) return [];
  for (const client of KNOWN_CLIENTS) {
    const found = firstOf(client.asked, line.code);
    if (found !== undefined) return [toDetected(found, client)];
  }
  const unknown = unknownClientIn(view);
  if (unknown === undefined) return [];
  return [
    {
      ...spanOf(unknown),
      severity: 'warning',
      certainty: 'possible',
      detail: `${unknown.groups?.at ?? ''}: a library of Visma.net by its name. Look into the release that is used: VNI, or Visma Connect?`,
    },
  ];
}

function describesProject(view: LineView): boolean {
  if (view.file.name.toLowerCase() !== 'pom.xml') return OF_THE_PROJECT.test(view.line.code);
  const before = view.contextText(8, 0);
  return before.lastIndexOf('<dependency>') <= before.lastIndexOf('</dependency>');
}

function inCode({ line }: LineView): Detected[] {
  for (const client of KNOWN_CLIENTS) {
    const found = firstOf(client.imported, line.code);
    if (found !== undefined) return [toDetected(found, client)];
  }
  return [];
}

function toDetected(found: RegExpExecArray, client: KnownClient): Detected {
  // Of NuGet's Visma.net the versions from 4 on are another matter.
  const isNewer = client.name.startsWith('Visma.net') && Number.parseInt(found.groups?.version ?? '', 10) >= 4;
  return {
    ...spanOf(found),
    severity: isNewer ? 'warning' : client.severity,
    detail: `${client.name}. ${client.advice}`,
  };
}

function firstOf(patterns: readonly RegExp[], code: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(code);
    if (found !== null) return found;
  }
  return undefined;
}

function spanOf(found: RegExpExecArray): { from: number; to: number } {
  const at = found.groups?.at ?? found[0];
  const from = found.index + found[0].indexOf(at);
  return { from, to: from + at.length };
}
