import { backgroundStorage, type BackgroundTable } from '../../api/background/backgroundTable.ts';
import type { Resource } from '../../api/resource.ts';
import { backgroundRoutes } from './backgroundRoutes.ts';

export const background: Resource<BackgroundTable> = {
  storage: backgroundStorage,
  routes: (source) => backgroundRoutes(backgroundStorage.table(source)),
};
