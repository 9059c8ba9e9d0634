import { sqliteStore } from '../../src/store/sqliteStore.ts';
import { addOne } from './addOne.ts';

const [file = '', rounds = '0'] = process.argv.slice(2);
const store = sqliteStore({ file, now: Date.now });

for (let round = 0; round < Number(rounds); round++) {
  await addOne(store, 'sum');
  await store.increment('counter', 600);
  if (round % 10 === 0) await store.addMember('members', `${process.pid}:${round}`, 600);
  if (round === 0) process.send?.('writing');
}
await store.close();
process.disconnect();
