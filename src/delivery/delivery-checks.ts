import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { IPolicyValidationContext, IPolicyValidationPlugin, NestedStack, PolicyValidationPluginReport, PolicyViolation, Stack } from 'aws-cdk-lib';
import type { Finding } from './engine';
import { concrete, elementsOf, engine, whereabouts } from './load-engine';
import type { JsonObject, TemplateInput } from './model/template';

/** An edge that cannot deliver, or of which that cannot be said. */
export interface DeliveryFinding {
  /** Stable id of the rule, for example `KEEL-SNS-SQS-02`. */
  readonly ruleId: string;
  /** What the rule proves. */
  readonly proves: string;
  /** Path of the sender; its stack and logical id where the template has no paths, as in a test. */
  readonly sender: string;
  /**
   * Path of the receiver.
   *
   * @default - the receiver is in none of the templates
   */
  readonly receiver?: string;
  /** Path of the resource to change. */
  readonly at: string;
  /** Logical id of the resource to change. */
  readonly logicalId: string;
  /** Why the edge cannot deliver, or why that is unknown. */
  readonly because: string;
  /**
   * A statement to add to the policy of `at`, as JSON with the template's own references.
   *
   * @default - no statement mends it
   */
  readonly statement?: string;
  /**
   * What mends it, as a sentence.
   *
   * @default - the statement does
   */
  readonly fix?: string;
  /** The AWS page that says so. */
  readonly source: string;
}

/**
 * Proves on the synthesized templates that messages can arrive: topics to queues, alarms to topics, buckets and event rules to both, dead letters to their queues.
 *
 * It reads templates only, so it judges every construct of the app, also those of other libraries, and it never calls AWS. Add it with
 * `Validations.of(app).addPlugins(...)`: an edge that cannot deliver fails the synthesis, with the statement that is missing. A finding is acknowledged on
 * the resource to change, or above it, under the id `cdk-keel-delivery::<rule id>`.
 *
 * What depends on values that the templates do not hold, such as imported resources and parameters, is unknown: it fails nothing, and `unknownsOf` lists it.
 * CDK calls a plugin once for each account and Region, so edges from one to another are unknown to it; `findingsOf` can judge them.
 */
export class DeliveryChecks implements IPolicyValidationPlugin {
  /**
   * Edges that cannot deliver, as a list that a test wants empty. An error says where what is given is no template.
   *
   * @param templates CloudFormation templates by name of their stack, each as `Template.fromStack(stack).toJSON()` returns it; those that refer to one
   * another are given together
   */
  public static findingsOf(templates: { [stackName: string]: any }): DeliveryFinding[] {
    return judge(inputsOf(templates), 'no').map(publicFinding);
  }

  /**
   * Edges of which the templates do not say whether they can deliver.
   *
   * @param templates CloudFormation templates by name of their stack
   */
  public static unknownsOf(templates: { [stackName: string]: any }): DeliveryFinding[] {
    return judge(inputsOf(templates), 'unknown').map(publicFinding);
  }

  /**
   * The delivery graph as text of a Mermaid flowchart: who sends to whom, what does not arrive by which rule, and what has to change.
   *
   * @param templates CloudFormation templates by name of their stack
   */
  public static graphOf(templates: { [stackName: string]: any }): string {
    const { checkTemplates, mermaidOf } = engine();
    return mermaidOf(checkTemplates(inputsOf(templates)));
  }

  /** Name of the plugin in reports and acknowledgements. */
  public readonly name = 'cdk-keel-delivery';
  /** Ids of all rules. */
  public get ruleIds(): string[] | undefined {
    return engine().RULES.map(({ id }) => id);
  }

  /**
   * Called by CDK at synthesis.
   *
   * @param context the templates
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const inputs = templateFiles(context);
    const findings = engine().checkTemplates(inputs);
    const violations = findings.filter(({ delivers }) => delivers === 'no')
      .map((finding) => violation(finding, inputs.find(({ id }) => id === finding.at.stackId)!.templatePath));
    const unknown = findings.filter(({ delivers }) => delivers === 'unknown').length;
    return { success: violations.every(({ severity }) => severity !== 'error'), violations, metadata: { unknownEdges: `${unknown}` } };
  }
}

interface TemplateFile extends TemplateInput {
  readonly templatePath: string;
}

/** The templates that CDK hands to a plugin, and those of the stacks nested in them, which it does not. */
function templateFiles({ appConstruct, stackTemplates }: IPolicyValidationContext): TemplateFile[] {
  const stacks = appConstruct.node.findAll().filter((construct) => Stack.isStack(construct));
  return stackTemplates.flatMap(({ stackConstructPath, templatePath }) => {
    const stack = stacks.find(({ node }) => node.path === stackConstructPath);
    const nested = stacks.filter((one): one is NestedStack => NestedStack.isNestedStack(one) && stack !== undefined && rootOf(one) === stack);
    return [
      { ...(stack && knownOf(stack)), ...read(templatePath), id: stackConstructPath, stackName: concrete(stack?.stackName) },
      ...nested.map((one) => ({
        ...knownOf(one),
        ...read(join(dirname(templatePath), one.templateFile)),
        id: one.node.path,
        nestedIn: { id: one.nestedStackParent!.node.path, logicalId: one.nestedStackParent!.resolve(one.nestedStackResource!.logicalId) },
      })),
    ];
  });
}

function rootOf(stack: Stack): Stack {
  return stack.nestedStackParent ? rootOf(stack.nestedStackParent) : stack;
}

function read(templatePath: string): Pick<TemplateFile, 'template' | 'templatePath'> {
  return { templatePath, template: JSON.parse(readFileSync(templatePath, 'utf8')) };
}

function knownOf(stack: Stack): Pick<TemplateInput, 'account' | 'region' | 'paths'> {
  return whereabouts(stack, elementsOf(stack, stack));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const SECTIONS = [
  'AWSTemplateFormatVersion', 'Conditions', 'Description', 'Hooks', 'Mappings', 'Metadata', 'Outputs', 'Parameters', 'Resources', 'Rules',
  'Transform',
];

function inputsOf(templates: { [stackName: string]: JsonObject }): TemplateInput[] {
  return Object.entries(templates).map(([stackName, template]) => {
    if (typeof template !== 'object' || template === null || Array.isArray(template)) {
      const given = Array.isArray(template) ? 'an array' : template === null ? 'null' : typeof template;
      throw new Error(`${stackName} must be a CloudFormation template as JSON, but got ${given}.`);
    }
    const unknown = Object.keys(template).find((key) => !SECTIONS.includes(key));
    if (unknown !== undefined) {
      throw new Error(`${stackName} must be a CloudFormation template as JSON, but has '${unknown}', which no template has. `
        + 'Give templates by name of their stack: { Shop: Template.fromStack(stack).toJSON() }.');
    }
    return { id: stackName, stackName, template };
  });
}

function judge(inputs: TemplateInput[], verdict: Finding['delivers']): Finding[] {
  return engine().checkTemplates(inputs).filter(({ delivers }) => delivers === verdict);
}

function publicFinding({ rule, from, to, at, because, add, fix }: Finding): DeliveryFinding {
  return {
    ruleId: rule.id,
    proves: rule.proves,
    sender: from.path,
    receiver: to?.path,
    at: at.path,
    logicalId: at.logicalId,
    because,
    statement: add && JSON.stringify(add),
    fix,
    source: rule.source,
  };
}

function violation(finding: Finding, templatePath: string): PolicyViolation {
  const { sentence, remedy } = engine();
  const { rule, at } = finding;
  return {
    ruleName: rule.id,
    description: sentence(finding),
    fix: remedy(finding),
    severity: rule.severity ?? 'error',
    violatingResources: [{ resourceLogicalId: at.logicalId, constructPath: at.constructPath, templatePath, locations: [] }],
  };
}
