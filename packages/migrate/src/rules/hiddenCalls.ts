import type { Rule } from '../rule.ts';

/** Code that names Visma.net and shows none of its calls; told of once, for the whole scan. */
export const hiddenCalls: Rule = {
  id: 'hidden-calls',
  title: 'Visma.net is named, and no call of it is seen',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'warning',
  certainty: 'possible',
  words: /(?!)/,
  patterns: {},
  isOfProject: true,
  why: 'Something makes the calls for this code: a library, a service, a folder that is not scanned. Whether that is of VNI the scan cannot see, so nothing found does not mean that nothing is to do.',
  replacement: 'Find out what makes the calls, and scan it too, or look into its release.',
  examples: {
    curl: 'npm run migrate -- ../the-library-that-makes-the-calls',
    csharp: '// dotnet list package --include-transitive',
    javascript: '// npm ls --all',
    python: '# pip list',
    php: '// composer show --tree',
    java: '// mvn dependency:tree',
  },
};
