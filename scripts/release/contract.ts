import { LOST_WITH } from '../../test/contract/stateful';

/** `test/contract/logical-ids.json`: of each construct the resources, by their paths. */
export interface LogicalIds {
  readonly [variant: string]: { readonly [path: string]: { readonly logicalId: string; readonly type: string } };
}

/** What users were promised, at a release or today. */
export interface Contract {
  readonly logicalIds: LogicalIds;
  readonly peers: { readonly [name: string]: string };
  /** The breaks of the API that are meant: `.compatignore`. */
  readonly meantBreaks: string;
}

/** A change of the contract, and the least part of a version number that has to grow with it. */
export interface Change {
  readonly part: 'major' | 'minor';
  readonly what: string;
}

export function changesOf(before: Contract, now: Contract): Change[] {
  const raised = Object.keys(before.peers).filter((name) => before.peers[name] !== now.peers[name]);
  return [
    ...changesOfIds(before.logicalIds, now.logicalIds),
    ...raised.map((name): Change => ({ part: 'minor', what: `${name} has to be ${now.peers[name]}, and was ${before.peers[name]}` })),
    ...now.meantBreaks.split('\n').filter((line) => line.trim() !== '').map((line): Change => ({ part: 'major', what: `the API breaks: ${line}` })),
  ];
}

function changesOfIds(before: LogicalIds, now: LogicalIds): Change[] {
  return Object.keys(before).filter((variant) => variant in now).flatMap((variant) => {
    const [old, today] = [before[variant], now[variant]].map((resources) => Object.values(resources));
    const gone = old.filter(({ logicalId, type }) => !today.some((one) => one.logicalId === logicalId && one.type === type));
    const added = today.filter(({ logicalId }) => !old.some((one) => one.logicalId === logicalId));
    return [
      ...gone.map(({ logicalId, type }): Change => ({
        part: type in LOST_WITH ? 'major' : 'minor', what: `${variant}: ${logicalId} (${type}) is removed or replaced${type in LOST_WITH ? `, and with it ${LOST_WITH[type]}` : ''}`,
      })),
      ...added.map(({ logicalId, type }): Change => ({ part: 'minor', what: `${variant}: ${logicalId} (${type}) is new` })),
    ];
  });
}

/** The changes that the step from one tag to another does not tell. Before 1.0.0 minor tells what major does later, and patch the rest. */
export function untold(changes: readonly Change[], from: string, to: string): Change[] {
  const [[oldMajor, oldMinor], [major, minor]] = [from, to].map((tag) => tag.slice(1).split('.').map(Number));
  const breaks = major > oldMajor || (major === 0 && minor > oldMinor);
  const adds = breaks || minor > oldMinor || major === 0;
  return changes.filter(({ part }) => part === 'major' ? !breaks : !adds);
}
