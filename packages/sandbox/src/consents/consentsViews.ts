export interface ConsentRow {
  readonly clientId: string;
  readonly name: string;
  readonly publisher: string | null;
  readonly given: string;
  readonly permissions: readonly string[];
}

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'consents/consents': { readonly consents: readonly ConsentRow[]; readonly endsRefresh: boolean };
  }
}
