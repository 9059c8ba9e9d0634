/** Where applications are registered, as advice names it. */
export const PORTAL = 'the Developer Portal (https://oauth.developers.visma.com, My Applications)';
