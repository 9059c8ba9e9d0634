/** Files in which a project names the packages it builds on. */
const MANIFESTS =
  /^(?:package\.json|deno\.jsonc?|composer\.json|packages\.config|Directory\.Packages\.props|paket\.(?:dependencies|references)|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|ivy\.xml|build\.sbt|deps\.edn|go\.(?:mod|work)|requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|Pipfile|pyproject\.toml|setup\.(?:py|cfg)|environment\.ya?ml|Gemfile|Cargo\.toml|mix\.exs|pubspec\.yaml|Package\.swift|boss\.json|cpanfile)$|\.(?:cs|vb|fs)proj$|\.(?:nuspec|gemspec)$/i;

/** Files in which a package manager keeps what it chose. */
const LOCKS =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|composer\.lock|packages\.lock\.json|paket\.lock|gradle\.lockfile|go\.sum|Pipfile\.lock|poetry\.lock|uv\.lock|Gemfile\.lock|Cargo\.lock|mix\.lock|pubspec\.lock|boss-lock\.json)$/i;

/** What a file says of dependencies: what people asked for, or what a package manager chose. */
export type ManifestKind = 'manifest' | 'lock';

/** The kind of manifest that a name stands for, or undefined for any other file. */
export function manifestKindOf(name: string): ManifestKind | undefined {
  if (LOCKS.test(name)) return 'lock';
  return MANIFESTS.test(name) ? 'manifest' : undefined;
}
