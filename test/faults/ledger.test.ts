import { Ledger, Line, Outage } from '../../scripts/faults/ledger';

const NO_OUTAGE: Outage[] = [];

/** Lines a second apart, each `worker event id receive`; the message has the name of its id unless it is said behind a slash. */
function ledger(...lines: string[]): Ledger {
  return new Ledger(linesOf(lines));
}

function linesOf(lines: string[]): Line[] {
  return lines.map((line, index) => {
    const [worker, event, name, receive = '1'] = line.split(' ');
    const [id, message = id] = name.split('/');
    return { at: index * 1000, worker, event: event as Line['event'], id, message, receive: Number(receive) };
  });
}

describe('a message that comes again', () => {
  const afterKill = ledger('a received x 1', 'a processed x 1', 'b received x 2', 'b processed x 2', 'b done x 2');
  const afterDeletion = ledger('a received x 1', 'a processed x 1', 'a done x 1', 'b received x 2');

  test('may, when nobody had deleted it', () => {
    expect(afterKill.comebacks(NO_OUTAGE)).toEqual([]);
    expect(afterKill.repeats(['x'])).toBe(1);
    expect(afterKill.unfinished).toBe(1);
  });

  test('may not, when it was deleted', () => {
    const inTime = new Ledger(linesOf(['a received x 1', 'a processed x 1', 'a done x 1', 'b received x 2']), 3);
    expect(inTime.comebacks(NO_OUTAGE)).toHaveLength(1);
    expect(afterDeletion.comebacks(NO_OUTAGE)).toMatchObject([{ id: 'x', receive: 2 }]);
  });

  test('may, when the emulator went away at the deletion', () => {
    expect(afterDeletion.comebacks([{ from: 1500, to: 2500 }])).toEqual([]);
    expect(afterDeletion.comebacks([{ from: 2500, to: 3500 }])).toHaveLength(1);
  });

  test('may, when a function answered too late', () => {
    const late = new Ledger(linesOf(['a received x 1', 'a processed x 1', 'a done x 1', 'b received x 2']), 2);
    expect(late.comebacks(NO_OUTAGE)).toEqual([]);
  });
});

describe('a name', () => {
  test('is processed when a worker says so, not when it is received or fails', () => {
    const one = ledger('a received x', 'a received y', 'a failed y', 'a received z', 'a processed z');
    expect(['x', 'y', 'z'].filter((id) => one.isProcessed(id))).toEqual(['z']);
    expect(one.failures).toBe(1);
  });

  test('has as many copies as there are messages about it, however often they are received', () => {
    expect(ledger('a received x/1 1', 'b received x/1 2', 'b received x/2 1').copiesOf('x')).toBe(2);
  });
});

describe('the order of a group', () => {
  const placeOf = (id: string) => ({ group: id[0], step: Number(id.slice(1)) });
  const outOfOrder = (...lines: string[]) => ledger(...lines).outOfOrder(placeOf, (id) => id === 'g9').map(({ id }) => id);

  test('is kept by steps in turn, with other groups between', () => {
    expect(outOfOrder('a processed g0', 'a processed h0', 'a processed g1', 'b processed h1')).toEqual([]);
  });

  test('is kept by steps that come again from where a killed consumer was', () => {
    expect(outOfOrder('a processed g0', 'a processed g1', 'a processed g2', 'b processed g1 2', 'b processed g2 2', 'b processed g3')).toEqual([]);
  });

  test('is broken by a step before an earlier one', () => {
    expect(outOfOrder('a processed g0', 'a processed g2', 'b processed g1')).toEqual(['g2']);
  });

  test('is broken by a consumer that goes back to a step which another one had', () => {
    expect(outOfOrder('a processed g0', 'a processed g1', 'b processed g1 2', 'b processed g0 2')).toEqual(['g0']);
  });

  test('is kept across a step that went to the dead-letter queue', () => {
    expect(outOfOrder('a processed g8', 'a processed g10', 'a processed g9')).toEqual([]);
  });
});
