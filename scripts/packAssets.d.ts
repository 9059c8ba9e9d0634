export function packAssets(folder: string): void;
