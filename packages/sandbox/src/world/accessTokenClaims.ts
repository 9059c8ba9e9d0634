/** What of an access token the API looks at (docs.connect.visma.com, access token); `exp` in epoch seconds. */
export interface AccessTokenClaims {
  iss: string;
  aud: readonly string[];
  client_id: string;
  /** Absent in service tokens. */
  sub?: string | undefined;
  scope: readonly string[];
  tenant_id?: string | undefined;
  exp: number;
}
