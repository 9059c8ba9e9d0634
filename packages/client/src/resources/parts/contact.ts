import { object, text, type Fields } from '../../transport/wire.ts';

export type Contact = ReturnType<typeof toContact>;

/** Whom to turn to at a customer or supplier. */
export function contact(from: Fields, name: string): Contact | undefined {
  return object(from, name, toContact);
}

function toContact(from: Fields) {
  return {
    name: text(from, 'name'),
    attention: text(from, 'attention'),
    email: text(from, 'email'),
    web: text(from, 'web'),
    phone1: text(from, 'phone1'),
    phone2: text(from, 'phone2'),
    fax: text(from, 'fax'),
  };
}
