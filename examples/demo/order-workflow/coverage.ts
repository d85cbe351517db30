import { HistoryEvent } from '@aws-sdk/client-sfn';

/** A level of the Amazon States Language: a state machine, a branch, or what a map does with each item. */
interface Level {
  readonly States: Record<string, State>;
}

export interface State {
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: { readonly Next: string }[];
  readonly Catch?: { readonly Next: string }[];
  readonly Branches?: Level[];
  readonly ItemProcessor?: Level;
}

/** All states of a definition, those of branches and maps too, by name. */
export function statesOf({ States }: Level): Map<string, State> {
  return new Map(Object.entries(States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...[...state.Branches ?? [], ...state.ItemProcessor ? [state.ItemProcessor] : []].flatMap((level) => [...statesOf(level)]),
  ]));
}

/** Every way from one state to another, as `from > to`. */
export function transitionsOf(definition: Level): string[] {
  return [...statesOf(definition)].flatMap(([name, { Next, Default, Choices = [], Catch = [] }]) => (
    [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)].filter((to) => to !== undefined).map((to) => `${name} > ${to}`)
  ));
}

/** The states that executions have entered or that their tasks have answered for, and the ways that they took at the top level. */
export function executed({ States }: Level, histories: HistoryEvent[][]): { states: Set<string>; transitions: Set<string> } {
  const states = new Set<string>();
  const transitions = new Set<string>();
  for (const events of histories) {
    let last: string | undefined;
    for (const { stateEnteredEventDetails, taskSucceededEventDetails } of events) {
      const name = stateEnteredEventDetails?.name ?? stepIn(taskSucceededEventDetails?.output);
      if (name !== undefined) states.add(name);
      const entered = stateEnteredEventDetails?.name;
      if (entered !== undefined && entered in States) {
        transitions.add(`${last} > ${entered}`);
        last = entered;
      }
    }
  }
  return { states, transitions };
}

/** The name of the state that a task of the function Steps answers with: the emulator writes no StateEntered for states in branches and maps. */
function stepIn(output: string | undefined): string | undefined {
  return output === undefined ? undefined : JSON.parse(output).Payload?.step;
}
