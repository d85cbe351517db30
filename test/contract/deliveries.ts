import { App } from 'aws-cdk-lib';
import { DeliveryChecks } from '../../src';

/** Whether somebody is told is up to the app: alarm-routes.test.ts. */
const UP_TO_THE_APP = ['KEEL-ALARM-01'];

/** What is not delivered between any of the stacks of an app, whatever their accounts, Regions and stages. */
export function undeliveredIn(app: App): string[] {
  const stackTemplates = app.synth().stacksRecursively.map(({ hierarchicalId, templateFullPath }) => (
    { stackConstructPath: hierarchicalId, templatePath: templateFullPath }
  ));
  const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
  return new DeliveryChecks().validate({ appConstruct: app, stackTemplates, templatePaths, accountId: undefined, region: undefined }).violations
    .filter(({ ruleName }) => !UP_TO_THE_APP.includes(ruleName))
    .map(({ ruleName, description }) => `${ruleName}: ${description}`);
}
