import { CloudFormationValidatePlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';

const IGNORED = [
  // The L2 of delivery streams adds a mapping of addresses, for destinations that we have not.
  'W7001',
  // A text of the user that looks like a substitution, and is none because it stays a text; or like a dynamic reference, which is the user's to write.
  'E1029', 'E1050',
  // A visibility timeout that is known in the template only, and shorter than the function's.
  'E3505',
];

let plugin: CloudFormationValidatePlugin | undefined;

/** What CDK's validator finds in a template: `severity rule: what`. It takes seconds to load, and a tenth of a second or more for each template. */
export function findingsOfValidator(templateFile: string): string[] {
  plugin ??= new CloudFormationValidatePlugin();
  const context = { stackTemplates: [{ stackConstructPath: 'Shop', templatePath: templateFile, templateFullPath: templateFile }] };
  const { violations }: PolicyValidationPluginReport = plugin.validate(context as unknown as Parameters<CloudFormationValidatePlugin['validate']>[0]);
  return violations
    .filter(({ ruleName, description }) => !IGNORED.includes(ruleName) && !isNameByPath(ruleName, description))
    .map(({ severity, ruleName, description, violatingResources }) => `${severity} ${ruleName}: ${description} (${violatingResources[0]?.resourceLogicalId})`);
}

/** The L2s of VPCs and certificates have their path in a tag, whatever characters it has and however long it is. */
function isNameByPath(ruleName: string, description: string): boolean {
  return ['F3031', 'F3033'].includes(ruleName) && /^(\w+\.)*Tags\.\d+\.Value: /.test(description);
}
