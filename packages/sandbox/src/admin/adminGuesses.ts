/** Guesses about the real Visma Admin; each stands in docs/sandbox.md. */
export const ADMIN_GUESSES: readonly string[] = [
  'Visma Admin’s texts, addresses and menu; the names of roles, and Configuration under Edit, are documented.',
  'Who administers a customer administers all companies of it; who administers a company administers nothing else.',
  'A new person has an account at once; an account from elsewhere is added with its name and password unchanged.',
  'Whoever is removed from a company loses the roles there after the delay of role changes.',
  'A customer keeps at least one customer administrator, and nobody can give away their own last administrator role.',
];
