export function generateProject(folder: string, count: number): { files: number; bytes: number; withVni: number };
