import { notFound } from '../../api/erpAnswer.ts';
import type { ErpRoute } from '../../api/erpCall.ts';
import type { CompanyDataset, Named } from '../../dataset/companies/companyDataset.ts';

/** The classes of customers or of suppliers: list, one. They come before the partners, whose numbers they look like. */
export function classRoutes(path: string, classesOf: (dataset: CompanyDataset) => readonly Named[]): ErpRoute[] {
  return [
    { method: 'get', path, handle: ({ dataset }) => ({ status: 200, body: classesOf(dataset).map(classDto) }) },
    {
      method: 'get',
      path: `${path}/:classId`,
      handle: ({ dataset, params }) => {
        const found = classesOf(dataset).find(({ id }) => id === params.classId);
        if (!found) throw notFound('The class does not exist.');
        return { status: 200, body: classDto(found) };
      },
    },
  ];
}

function classDto({ id, name }: Named) {
  return { id, description: name };
}
