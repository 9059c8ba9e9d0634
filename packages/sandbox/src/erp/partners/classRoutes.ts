import { notFound } from '../../api/erpAnswer.ts';
import type { ErpRoute } from '../../api/erpCall.ts';
import type { CompanyDataset, Named } from '../../dataset/companies/companyDataset.ts';

/** The classes of customers or of suppliers: list, one. They come before the partners, whose numbers they look like. */
export function classRoutes(path: string, classesOf: (book: CompanyDataset) => readonly Named[]): ErpRoute[] {
  return [
    { method: 'get', path, handle: ({ book }) => ({ status: 200, body: classesOf(book).map(classDto) }) },
    {
      method: 'get',
      path: `${path}/:classId`,
      handle: ({ book, params }) => {
        const found = classesOf(book).find(({ id }) => id === params.classId);
        if (!found) throw notFound('The class does not exist.');
        return { status: 200, body: classDto(found) };
      },
    },
  ];
}

function classDto({ id, name }: Named) {
  return { id, description: name };
}
