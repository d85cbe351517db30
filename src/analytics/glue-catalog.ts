import { EmrConfiguration } from './emr-configuration';
import { Rule } from '../validation/check-props';

const GLUE_CLIENT = { 'hive.metastore.client.factory.class': 'com.amazonaws.glue.catalog.metastore.AWSGlueDataCatalogHiveClientFactory' };

/**
 * With which an application uses the Glue catalog.
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-hive-metastore-glue.html
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-glue.html
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-presto-glue.html
 */
const GLUE_CATALOG: Readonly<Record<string, EmrConfiguration>> = {
  Hive: { classification: 'hive-site', properties: GLUE_CLIENT },
  Presto: { classification: 'presto-connector-hive', properties: { 'hive.metastore': 'glue' } },
  Spark: { classification: 'spark-hive-site', properties: GLUE_CLIENT },
  Trino: { classification: 'trino-connector-hive', properties: { 'hive.metastore': 'glue' } },
};

/** What must hold to use it. */
export function catalogRules(applications: string[], databases: string[]): Rule[] {
  return [
    { prop: 'applications', value: applications, holds: () => users(applications).length > 0, must: 'must have one that has tables: Hive, Presto, Spark or Trino' },
    { prop: 'databases', value: databases.length, holds: (count: number) => count > 0, must: 'must name at least one' },
  ];
}

/** Settings of those of the applications that have tables. */
export function catalogConfigurations(applications: string[]): EmrConfiguration[] {
  return users(applications).map((name) => GLUE_CATALOG[name]);
}

function users(applications: string[]): string[] {
  return applications.filter((name) => name in GLUE_CATALOG);
}
