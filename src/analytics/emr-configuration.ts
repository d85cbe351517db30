import * as emr from 'aws-cdk-lib/aws-emr';
import { knownNames, Rule } from '../validation/check-props';

/**
 * Settings of one file of an application.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-configure-apps.html
 */
export interface EmrConfiguration {
  /** Which file: `spark-defaults`, `hive-site`, `yarn-site`, `spark-env` … */
  readonly classification: string;

  /**
   * The settings.
   *
   * @default - none of its own
   */
  readonly properties?: { [name: string]: string };

  /**
   * Configurations within it: `export` within `spark-env` holds variables of the environment.
   *
   * @default - none
   */
  readonly configurations?: EmrConfiguration[];
}

/** What a configuration, and those within it, must fulfil. */
export function configurationRules({ properties, configurations = [] }: EmrConfiguration): Rule[] {
  return [knownNames('properties', properties), ...configurations.flatMap(configurationRules)];
}

/** EMR takes each classification once: what is said of one later is added to it, and wins. */
export function merged(configurations: EmrConfiguration[]): emr.CfnCluster.ConfigurationProperty[] {
  return [...new Set(configurations.map(({ classification }) => classification))].map((classification) => {
    const ofFile = configurations.filter((one) => one.classification === classification);
    const within = merged(ofFile.flatMap((one) => one.configurations ?? []));
    const properties = Object.assign({}, ...ofFile.map((one) => one.properties));
    return {
      classification,
      configurationProperties: Object.keys(properties).length > 0 ? properties : undefined,
      configurations: within.length > 0 ? within : undefined,
    };
  });
}
