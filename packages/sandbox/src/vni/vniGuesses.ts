/** Guesses about VNI that are fixed here; each stands in docs/sandbox.md. */
export const VNI_GUESSES: readonly string[] = [
  'VNI: applications registered for Connect may use it with the same credentials; the real one had a register of its own.',
  'VNI: an unknown application or redirect_uri, and a person without the role, stay on its own page; other errors go back.',
  'VNI: the token endpoint refuses with 400 and an OAuth error code; a code lives five minutes and works once.',
  'VNI: 401 is {"message": …}; a company that is not the user’s answers 404 at /context/{companyId}; type is Company.',
  'VNI: a missing or other ipp-application-type is refused with 400 and an IPPException; deleting a token answers 204.',
];
