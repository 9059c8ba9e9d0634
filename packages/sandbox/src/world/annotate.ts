/** Tells the request log what a request was checked against: our words, never a secret. */
export type Annotate = (
  request: object,
  note: {
    clientId?: string | undefined;
    error?: string | undefined;
    /** What was wrong or unusual: the nearest miss. */
    message?: string | undefined;
    /** What the request was held against. */
    checked?: string | undefined;
    /** Whose token came. */
    credential?: 'VNI token' | 'Connect token' | undefined;
  },
) => void;
