import { removeResources } from '../../examples/demo/broken-assembly';
import { Template } from '../../examples/demo/target';

type Properties = Record<string, any>;

const TAG = { Key: 'release', Value: 'older' };

/** A property of each kind of resource that CloudFormation changes without replacing it. */
const DIFFERENCES: { readonly [type: string]: (properties: Properties) => void } = {
  'AWS::Cognito::UserPool': (properties) => { properties.UserPoolTags = { ...properties.UserPoolTags, [TAG.Key]: TAG.Value }; },
  'AWS::DynamoDB::Table': tag,
  'AWS::KMS::Key': describe,
  'AWS::Kinesis::Stream': tag,
  'AWS::Lambda::Function': describe,
  'AWS::Logs::LogGroup': tag,
  'AWS::S3::Bucket': tag,
  'AWS::SNS::Topic': (properties) => { properties.DisplayName = 'of an older release'; },
  'AWS::SQS::Queue': (properties) => { properties.VisibilityTimeout = (properties.VisibilityTimeout ?? 30) + 1; },
};

/**
 * Makes a template one that differs from that of the release in what does no harm, so that there is an upgrade even when nothing has changed since:
 * each resource that holds data has one other property, one alarm is missing, one has another threshold.
 */
export function makeOlder(template: Template): void {
  const resources = Object.entries(template.Resources);
  for (const [, resource] of resources) {
    const { Type, Properties = {} } = resource;
    DIFFERENCES[Type]?.(Properties);
    Object.assign(resource, { Properties });
  }

  const mentions = (id: string) => JSON.stringify([template.Resources, template.Outputs]).split(`"${id}"`).length - 1;
  const [missing, changed] = resources.filter(([id, { Type }]) => Type === 'AWS::CloudWatch::Alarm' && mentions(id) === 1);
  removeResources(template, [missing[0]]);
  changed[1].Properties.Threshold += 1;
}

/** How many resources of a template are not the same in another one, or missing there. */
export function countDifferent(one: Template, other: Template): number {
  return Object.entries(one.Resources).filter(([id, resource]) => JSON.stringify(resource) !== JSON.stringify(other.Resources[id])).length;
}

function tag(properties: Properties): void {
  properties.Tags = [...properties.Tags ?? [], TAG];
}

function describe(properties: Properties): void {
  properties.Description = `${properties.Description ?? ''} (older)`;
}
