/** What of an access token the API looks at (docs.connect.visma.com, access token); `exp` in epoch seconds. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: readonly string[];
  readonly client_id: string;
  /** Absent in service tokens. */
  readonly sub?: string | undefined;
  readonly scope: readonly string[];
  readonly tenant_id?: string | undefined;
  readonly exp: number;
}
