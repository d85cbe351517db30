import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { IConstruct } from 'constructs';
import { everythingOutside, whereIs } from './where';
import { AlarmRouting, AlarmTopic } from '../../src';
import { FLAGS, newApp, put, Variant } from '../contract/specimen';

const PACKS = [AwsSolutionsChecks, ServerlessChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks];

/** What a checker says about one construct. */
export interface Finding {
  readonly id: string;
  /** Class and path of the construct below the next exported construct above it, or else below the stack. */
  readonly where: string;
  /** Why the library finds that acceptable, in the words of its acknowledgement; undefined if it has not acknowledged the finding. */
  readonly reason?: string;
}

/** Everything that CDK's validator and cdk-nag say about a variant, and would not say about the same stack without it. */
export function findingsOn(variant: Variant, flags: string): Finding[] {
  const after = violationsIn(flags, (stack) => void put(variant, stack));
  const before = violationsWithout(flags);
  return after
    .filter(({ id, construct }) => !before.has(`${id} ${construct.node.path}`))
    .map(({ id, construct }) => ({ id, where: whereIs(construct), reason: acknowledgementsOn(construct).get(id) }));
}

/** What the library acknowledges in the constructs of a variant. */
export function acknowledgementsIn(variant: Variant): Pick<Finding, 'id' | 'where'>[] {
  const { made } = put(variant, new Stack(newApp(), 'Stack'));
  return made.flatMap((construct) => (
    acknowledgementsAt(construct).map(([id]) => ({ id, where: whereIs(construct) }))
  ));
}

interface Violation {
  readonly id: string;
  readonly construct: IConstruct;
}

const WITHOUT = new Map<string, Set<string>>();

/** What is said about the stack without any variant. */
function violationsWithout(flags: string): Set<string> {
  const before = WITHOUT.get(flags) ?? new Set(violationsIn(flags, (stack) => void everythingOutside(stack))
    .map(({ id, construct }) => `${id} ${construct.node.path}`));
  WITHOUT.set(flags, before);
  return before;
}

function violationsIn(flags: string, make: (stack: Stack) => void): Violation[] {
  const app = newApp({ ...FLAGS[flags], '@aws-cdk/core:validateAgainstDefaultRules': true }, true);
  const stack = new Stack(app, 'Stack');
  AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
  make(stack);
  const constructAt = new Map(app.node.findAll().map((construct) => [construct.node.path, construct]));
  return [...ofValidator(app), ...PACKS.flatMap((Pack) => ofPack(new Pack(), app))]
    .map(({ id, path }) => ({ id, construct: constructAt.get(path) ?? stack }));
}

/** What CDK's own validator reports, errors and warnings alike. */
function ofValidator(app: App): { id: string; path: string }[] {
  const report: Report = JSON.parse(readFileSync(join(app.synth().directory, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations, suppressedViolations = [] }) => [...violations, ...suppressedViolations])
    .flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => ({ id: ruleName, path: constructPath })));
}

interface Report {
  readonly pluginReports: { readonly violations: ReportedViolation[]; readonly suppressedViolations?: ReportedViolation[] }[];
}

interface ReportedViolation {
  readonly ruleName: string;
  readonly violatingConstructs: { readonly constructPath: string }[];
}

/** What a pack finds, acknowledged or not. */
function ofPack(pack: NagPack, app: App): { id: string; path: string }[] {
  Object.defineProperty(pack, 'isAcknowledged', { value: () => false });
  return pack.validateScope(app).violations.flatMap(({ ruleName, violatingResources }) => (
    violatingResources.map(({ constructPath }) => ({ id: ruleName, path: constructPath! }))
  ));
}

/** Ids and reasons of what is acknowledged on the construct or above it. */
function acknowledgementsOn(construct: IConstruct): Map<string, string> {
  return new Map(construct.node.scopes.flatMap(acknowledgementsAt));
}

function acknowledgementsAt({ node }: IConstruct): [string, string][] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries<string>(data).map(([id, reason]): [string, string] => [id.replace(/^Annotation::/, ''), reason]));
}
