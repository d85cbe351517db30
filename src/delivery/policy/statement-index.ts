import { Request } from './request';
import { Statement } from './statement';
import { print, Text } from '../expression/text';
import { some, Verdict } from '../expression/verdict';

/** Up to this many statements are looked at one after the other. */
const FEW = 16;

/** Statements by their effect, and those that allow something by each text that they name. */
interface StatementIndex {
  readonly Allow: readonly Statement[];
  readonly Deny: readonly Statement[];
  readonly naming: ReadonlyMap<string, readonly Statement[]>;
}

const INDEXES = new WeakMap<readonly Statement[], StatementIndex>();

/** Does a statement with the effect cover the request? In a long policy, those that name its sender or what it calls are asked first. */
export function someCover(
  statements: readonly Statement[], effect: Statement['effect'], request: Request, covers: (statement: Statement) => Verdict,
): Verdict {
  if (statements.length <= FEW) return some(statements.filter((one) => one.effect === effect), covers);
  const index = INDEXES.get(statements) ?? indexOf(statements);
  INDEXES.set(statements, index);
  const isNamed = effect === 'Allow' && some(naming(index, request), covers) === 'yes';
  return isNamed ? 'yes' : some(index[effect], covers);
}

/** The statements that name the sender or what is called, whichever are fewer. */
function naming(index: StatementIndex, { context, resource }: Request): readonly Statement[] {
  const named = [...context.get('aws:sourcearn') ?? [], resource].map((text) => index.naming.get(print(text)) ?? []).filter(({ length }) => length > 0);
  return named.reduce((fewest, others) => (others.length < fewest.length ? others : fewest), named[0] ?? []);
}

function indexOf(statements: readonly Statement[]): StatementIndex {
  const [Allow, Deny] = [statements.filter(({ effect }) => effect === 'Allow'), statements.filter(({ effect }) => effect === 'Deny')];
  const byText = new Map<string, Statement[]>();
  for (const statement of Allow) {
    const named: Text[] = [...statement.resource ?? [], ...statement.conditions.flatMap(({ values }) => values)];
    for (const name of new Set(named.map(print))) {
      const others = byText.get(name);
      if (others) others.push(statement);
      else byText.set(name, [statement]);
    }
  }
  return { Allow, Deny, naming: byText };
}
