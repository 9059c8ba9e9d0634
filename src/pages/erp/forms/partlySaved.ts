import { AppError, isRefusal } from '../../../errors.ts';

/** A record is saved by several calls, and one after the first was refused: what came before stands. */
export class PartlySaved extends AppError {}

/** Runs a call that is not the first. @throws PartlySaved with the code and the words of the refusal */
export async function afterOthers<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new PartlySaved(error.code, { ...error.details, cause: error });
  }
}
