import type { AttributeDefinition, CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';

/** ItemClassDto of a class, null when the company has none of this id. */
export function itemClassDto(dataset: CompanyDataset, id: string, withAttributes: boolean) {
  const found = findNamed(dataset.itemClasses, id);
  if (!found) return null;
  const definitions = dataset.attributes.filter((attribute) => found.attributes.includes(attribute.id));
  return {
    type: found.type,
    attributes: withAttributes ? definitions.map(classAttribute) : null,
    id: found.id,
    description: found.name,
    errorInfo: null,
  };
}

function classAttribute({ id, name, values }: AttributeDefinition, place: number) {
  return {
    attributeId: id,
    description: name,
    sortOrder: place + 1,
    required: false,
    attributeType: 'Combo',
    defaultValue: null,
    details: values.map((value) => ({ id: value.id, description: value.name })),
  };
}
