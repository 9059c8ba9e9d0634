/** Files in which a project names the packages it builds on, in small letters. */
const MANIFESTS: ReadonlySet<string> = new Set(
  (
    'package.json deno.json deno.jsonc composer.json packages.config directory.packages.props paket.dependencies ' +
    'paket.references pom.xml build.gradle build.gradle.kts libs.versions.toml ivy.xml build.sbt deps.edn go.mod go.work ' +
    'pipfile pyproject.toml setup.py setup.cfg environment.yml environment.yaml gemfile cargo.toml mix.exs pubspec.yaml ' +
    'package.swift boss.json cpanfile'
  ).split(' '),
);
const MANIFEST_ENDINGS: ReadonlySet<string> = new Set(['csproj', 'vbproj', 'fsproj', 'nuspec', 'gemspec']);
const REQUIREMENTS = /^(?:requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt)$/;

/** Files in which a package manager keeps what it chose, in small letters. */
const LOCKS: ReadonlySet<string> = new Set(
  (
    'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock composer.lock packages.lock.json paket.lock ' +
    'gradle.lockfile go.sum pipfile.lock poetry.lock uv.lock gemfile.lock cargo.lock mix.lock pubspec.lock boss-lock.json'
  ).split(' '),
);

/** What a file says of dependencies: what people asked for, or what a package manager chose. */
export type ManifestKind = 'manifest' | 'lock';

/** The kind of manifest that a name stands for, or undefined for any other file. Asked of each file, so it looks up. */
export function manifestKindOf(fileName: string): ManifestKind | undefined {
  const name = fileName.toLowerCase();
  if (LOCKS.has(name)) return 'lock';
  const isManifest =
    MANIFESTS.has(name) || MANIFEST_ENDINGS.has(name.slice(name.lastIndexOf('.') + 1)) || REQUIREMENTS.test(name);
  return isManifest ? 'manifest' : undefined;
}
