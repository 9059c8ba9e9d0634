export function operationDataText(): string;
