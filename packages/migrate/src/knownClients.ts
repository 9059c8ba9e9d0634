import type { Severity } from './rule.ts';

/** A library that makes the calls of VNI for the code that uses it. */
export interface KnownClient {
  readonly name: string;
  /** Lines of a manifest or lock file that ask for it: the group `at`, and `version` where one is written. */
  readonly asked: readonly RegExp[];
  /** Lines of code that bring it in: the group `at`. */
  readonly imported: readonly RegExp[];
  /** The line of code that makes the file a part of the library itself. */
  readonly own: RegExp;
  readonly severity: Severity;
  readonly advice: string;
}

/** How NuGet's files and commands ask for the package. */
function nuget(name: string): RegExp[] {
  return [
    new RegExp(
      String.raw`\b(?:Include|Update|id)\s*=\s*["'](?<at>${name})["',](?:[^>\n]*?[Vv]ersion\s*=\s*["']?[^"'\d>]{0,3}(?<version>\d[\w.-]*))?`,
      'i',
    ),
    new RegExp(String.raw`^\s*"(?<at>${name})"\s*:`, 'i'),
    new RegExp(String.raw`\bnuget:?\s+(?<at>${name})(?![\w.])(?:,?\s+(?<version>\d[\w.-]*))?`, 'i'),
    new RegExp(String.raw`^\s{4,}(?<at>${name})\s+\((?<version>\d[\w.-]*)\)`, 'i'),
  ];
}

/** How the languages of .NET bring a namespace in. */
function dotnet(namespace: string): RegExp {
  return new RegExp(
    String.raw`^\s*(?:global\s+)?(?:using\s+(?:static\s+)?(?:\w+\s*=\s*)?|Imports\s+(?:\w+\s*=\s*)?|open\s+)(?<at>${namespace})\b`,
    'i',
  );
}

function goModule(module: string): KnownClient {
  const name = module.replace(/\./g, String.raw`\.`);
  return {
    name: `${module} (Go)`,
    asked: [new RegExp(String.raw`^(?!module\s).*?(?<at>${name})(?![\w-])(?:\/v\d+)?\s+(?<version>v[\w.+-]+)`, 'i')],
    imported: [new RegExp(String.raw`^\s*(?:import\s+)?(?:[\w.]+\s+)?"(?<at>${name})["/]`, 'i')],
    own: new RegExp(String.raw`^module\s+${name}(?![\w-])`, 'i'),
    severity: 'warning',
    advice:
      'Look into the release that is used: what it calls, and where its token comes from. The old ones are of VNI.',
  };
}

/**
 * The client libraries that are known by name, with what is known of each. None is known of RubyGems, PyPI and npm:
 * there, as everywhere, a package is found by a name that says Visma.net.
 */
export const KNOWN_CLIENTS: readonly KnownClient[] = [
  {
    name: 'Visma.net (NuGet)',
    asked: nuget(String.raw`Visma\.net`),
    imported: [
      dotnet(String.raw`ONIT\.VismaNet(?:Api)?`),
      /#r\s+"nuget:\s*(?<at>Visma\.net)[",]/i,
      /\badd\s+package\s+(?<at>Visma\.net)(?![\w.])/i,
    ],
    own: /^\s*namespace\s+ONIT\.VismaNet/i,
    severity: 'error',
    advice:
      'The versions below 4 sign in at VNI. 4.2.1 is the last one, and its repository is archived: call the API yourself, or by a client generated from its description.',
  },
  {
    name: 'N2C.VismaNET (NuGet)',
    asked: nuget(String.raw`N2C\.VismaNET[\w.]*`),
    imported: [dotnet(String.raw`N2C\.VismaNET[\w.]*`)],
    own: /^\s*namespace\s+N2C\.VismaNET/i,
    severity: 'error',
    advice: 'It was made for VNI. Call the API yourself, or by a client generated from its description.',
  },
  goModule('github.com/omniboost/go-visma.net'),
  goModule('github.com/MjukBiltvatt/go-visma.net'),
  goModule('github.com/MjukBiltvatt/go-visma-net'),
  {
    name: 'visma-net-v1client (Java)',
    asked: [/(?<at>visma-?net-?v1-?client)/i],
    imported: [/^\s*import\s+(?:static\s+)?(?<at>no\.systema[\w.]*v1client)\b/],
    own: /^\s*package\s+no\.systema[\w.]*v1client\b/,
    severity: 'error',
    advice: 'It was generated from the description of VNI. Generate one anew from that of api.finance.visma.net.',
  },
  {
    name: 'pionect/visma-sdk (Composer)',
    asked: [/"(?<at>pionect\/visma-(?:php-)?sdk)"\s*:\s*"/i],
    imported: [/^\s*use\s+\\?(?<at>Pionect\\VismaSdk)\b/],
    own: /^\s*namespace\s+Pionect\\VismaSdk\b/,
    severity: 'warning',
    advice:
      'Its releases of 2026 were generated from the description of api.finance.visma.net. Look into the release that is used, and where its token comes from.',
  },
  {
    name: 'a generated client of VNI (PHP)',
    asked: [
      /"(?<at>[\w-]+\/visma-?net-?api[\w-]*)"\s*:\s*"/i,
      /^\s*"name"\s*:\s*"(?<at>[\w-]+\/visma-?net-?api[\w-]*)"/i,
    ],
    imported: [/^\s*use\s+\\?(?<at>(?:\w+\\)*VismaNetApi)\b/],
    own: /^\s*namespace\s+(?:\w+\\)*VismaNetApi\b/,
    severity: 'error',
    advice:
      'Clients of this name were generated from the description of VNI. Generate one anew from that of api.finance.visma.net.',
  },
];
