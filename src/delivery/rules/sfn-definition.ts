import { Rule } from './rule';
import { Judgement } from '../access/judgement';
import { same } from '../expression/match';
import { literal } from '../expression/text';
import { certain, every, some, Verdict } from '../expression/verdict';
import { Json, listOf, objectOf } from '../model/template';
import { Level, StateMachine, stateMachines } from '../senders/state-machines';

const STRUCTURE = 'https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html';
const DIAGNOSTICS = 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html';
const FIELDS = 'https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-common-fields.html';

/** Types of states, with whether the state goes on by `Next` or says that it is the `End`. */
const TYPES: ReadonlyMap<string, boolean> = new Map(Object.entries({
  Task: true, Pass: true, Wait: true, Parallel: true, Map: true, Choice: false, Succeed: false, Fail: false,
}));

/** A part of a definition that may be wrong. */
interface Part {
  readonly because: string;
  readonly verdict: Verdict;
}

/** What is wrong, or may be, with the parts that a definition has at its levels. */
function judgeParts(machines: readonly StateMachine[], fix: string, partsOf: (level: Level, machine: StateMachine) => Part[]): Judgement[] {
  return machines.filter(({ levels }) => levels.length > 0).map((one) => {
    const parts = one.levels.flatMap((level) => partsOf(level, one));
    const delivers = every(parts, ({ verdict }) => verdict);
    const faults = parts.filter(({ verdict }) => verdict === delivers).map(({ because }) => because);
    return { from: one.machine, delivers, at: one.machine, because: faults.join(', and '), fix };
  });
}

/** Where the states of a level go. */
function transitions(level: Level): { from: string; to: Json }[] {
  return [
    { from: 'StartAt', to: level.startAt ?? '' },
    ...Object.entries(level.states).flatMap(([name, state]) => {
      const { Next, Default, Choices, Catch } = objectOf(state);
      return [Next, Default, ...[...listOf(Choices), ...listOf(Catch)].map((one) => objectOf(one).Next)].filter((to) => to !== undefined)
        .map((to) => ({ from: name, to }));
    }),
  ];
}

/** Is there a state that a transition leads to? */
function leads(to: Json, level: Level, { holder }: StateMachine): Verdict {
  return some(Object.keys(level.states), (name) => same(holder.textOf(name), holder.textOf(to)));
}

/** The states of a level, and whether anything leads to them. That cannot be told while a transition leads nowhere, or it is not known where. */
function reached(level: Level, machine: StateMachine): Part[] {
  const all = transitions(level);
  if (!Object.values(level.states).every(isWhole) || all.some(({ to }) => leads(to, level, machine) !== 'yes')) return [];
  return Object.keys(level.states).map((name) => ({
    verdict: some(all, ({ to }) => same(machine.holder.textOf(name), machine.holder.textOf(to))),
    because: `nothing leads to ${name}`,
  }));
}

/** Does the template hold all transitions of the state? */
function isWhole(state: Json): boolean {
  const isObject = (value: Json) => typeof value === 'object';
  const { Choices, Catch } = objectOf(state);
  return isObject(state) && [Choices, Catch].every((list) => list === undefined || (Array.isArray(list) && list.every(isObject)));
}

/** A state with neither `Next` nor `End` is judged by another rule. */
function isEnd(machine: StateMachine, state: Json): boolean {
  return objectOf(state).Next === undefined && typeOf(machine, state) !== 'Choice';
}

/** A number stands for a state that the template does not hold. */
function typeOf({ holder }: StateMachine, state: Json): string | undefined {
  return typeof state === 'number' ? undefined : literal(holder.textOf(objectOf(state).Type ?? ''));
}

function ends(machine: StateMachine, state: Json): Verdict {
  const { Next, End } = objectOf(state);
  if (Next !== undefined || End === true) return 'yes';
  const type = typeOf(machine, state);
  if (type === undefined || !TYPES.has(type)) return 'unknown';
  if (!TYPES.get(type)) return 'yes';
  return End === undefined || End === false ? 'no' : 'unknown';
}

/** Definitions of state machines, as far as Step Functions refuses what is wrong with them. */
export const SFN_DEFINITION: Rule[] = [
  {
    id: 'KEEL-SFN-DEF-01',
    proves: 'State machine: its definition is JSON.',
    source: STRUCTURE,
    judge: (model) => stateMachines(model).map(({ machine, definition }) => ({
      from: machine,
      delivers: definition === undefined ? 'unknown' : definition === 'malformed' ? 'no' : 'yes',
      at: machine,
      because: definition === undefined ? 'the template does not hold its definition' : 'its definition is no JSON object',
      fix: 'Write its DefinitionString as JSON, or set Definition to an object.',
    })),
  },
  {
    id: 'KEEL-SFN-DEF-02',
    proves: 'State machine: its start and all transitions lead to states of the same level.',
    source: STRUCTURE,
    judge: (model) => judgeParts(stateMachines(model), 'Set StartAt, Next and Default to names of states beside it.', (level, machine) => (
      transitions(level).map(({ from, to }) => ({
        verdict: leads(to, level, machine),
        because: `${from} leads to ${JSON.stringify(to)}, which is no state of the same level`,
      }))
    )),
  },
  {
    id: 'KEEL-SFN-DEF-03',
    proves: 'State machine: each state says what comes next, or that it is the end.',
    source: FIELDS,
    judge: (model) => judgeParts(stateMachines(model), 'Set Next to the name of a state, or End to true.', (level, machine) => (
      Object.entries(level.states).map(([name, state]) => ({ verdict: ends(machine, state), because: `${name} has neither Next nor End` }))
    )),
  },
  {
    id: 'KEEL-SFN-DEF-04',
    proves: 'State machine: each state is of a type that there is.',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html',
    judge: (model) => judgeParts(stateMachines(model), `Set Type to one of ${[...TYPES.keys()].join(', ')}.`, (level, machine) => (
      Object.entries(level.states).map(([name, state]) => {
        const type = typeOf(machine, state);
        const verdict = type === undefined ? 'unknown' : certain(TYPES.has(type));
        return { verdict, because: `the type of ${name} is not known to Step Functions` };
      })
    )),
  },
  {
    // The code stands on the page; that it is also given for states that nothing leads to: https://github.com/localstack/localstack/pull/12487
    id: 'KEEL-SFN-DEF-05',
    proves: 'State machine: its start, or another state, leads to each state.',
    source: DIAGNOSTICS,
    judge: (model) => judgeParts(stateMachines(model), 'Lead to the state by Next, Default or Catch, or remove it.', reached),
  },
  {
    id: 'KEEL-SFN-DEF-06',
    proves: 'State machine: it has a state at which executions end.',
    source: DIAGNOSTICS,
    judge: (model) => judgeParts(stateMachines(model), 'Let a state have End, or be of type Succeed or Fail.', (level, machine) => (
      level === machine.levels[0] && Object.keys(level.states).length > 0
        ? [{ verdict: certain(Object.values(level.states).some((state) => isEnd(machine, state))), because: 'every state leads to another' }]
        : []
    )),
  },
];
