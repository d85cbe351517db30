import { Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ActionOnFailure } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import * as fc from 'fast-check';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike } from './hostile';
import { alarms, encryptionKey, minutes, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import { FAILURE_TARGET } from './workflow';
import {
  EmrApplication, EmrCertificates, EmrCluster, EmrClusterProps, EmrConfiguration, EmrFleetsOptions, EmrGroupsOptions, EmrNetwork, EmrNodes,
  EmrRelease, EmrScaling, EmrSpotStrategy, EmrStep, EmrStepOptions, EmrTaskFleet, EmrTaskGroup,
  EmrTermination, EmrVpcOptions, JarStepOptions, SparkStepOptions,
} from '../../src';

const { SPARK, HIVE, TRINO, FLINK, HBASE } = EmrApplication;

const APPLICATION: Giving<EmrApplication> = mostly<unknown, unknown>(
  fc.constantFrom(SPARK, HIVE, FLINK, TRINO, HBASE), given(hostileText, (text) => EmrApplication.of(text)),
) as Giving<EmrApplication>;
const RELEASE: Giving<EmrRelease> = fc.oneof(
  fc.constantFrom(EmrRelease.EMR_7_14_0, EmrRelease.EMR_7_13_0, EmrRelease.SPARK_8_1_0), given(textLike(/^emr-7\.[1-9]\.0$/), (label) => EmrRelease.of(label)),
);
const NETWORK: Giving<EmrNetwork> = fc.oneof(
  given(fc.constant('natGateway'), () => EmrNetwork.natGateway()),
  given(shape({
    vpc: mostly(beside('vpc'), beside('publicVpc')),
    options: struct<EmrVpcOptions>('EmrVpcOptions', {
      subnets: mostly(fc.constant({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }), fc.constant({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED })),
    }),
  }), ({ vpc, options }) => EmrNetwork.existingVpc(vpc, options)),
);

const instanceType = given(mostly(fc.constantFrom('m7g.xlarge', 'r7g.2xlarge', 'm5.xlarge', 'm4.large'), fc.constantFrom('t3.micro', 'a1.xlarge')), (type) => (
  new ec2.InstanceType(type)
));
const volumeSize = given(mostly(fc.integer({ min: 10, max: 16_384 }), fc.constantFrom(0, 9, 16_385, 10.5)), (size) => Size.gibibytes(size));
const SCALING = struct<EmrScaling>('EmrScaling', {
  minimum: numbers(1, 10), maximum: numbers(10, 4000), maximumCore: numbers(0, 10), maximumOnDemand: numbers(0, 10),
}, 'minimum', 'maximum');
const TASK_FLEET = struct<EmrTaskFleet>('EmrTaskFleet', {
  instanceTypes: several(instanceType, 2, 1),
  spotUnits: numbers(0, 4000),
  onDemandUnits: numbers(0, 4000),
  spotStrategy: fc.constantFrom(...Object.values(EmrSpotStrategy)),
  spotTimeout: minutes(5, 1440),
}, 'instanceTypes', 'spotUnits');
const TASK_GROUP = struct<EmrTaskGroup>('EmrTaskGroup', { instanceType, count: numbers(1, 4000), spot: fc.boolean() }, 'instanceType', 'count');
const NODES: Giving<EmrNodes> = fc.oneof(
  given(struct<EmrFleetsOptions>('EmrFleetsOptions', {
    primaryInstanceTypes: several(instanceType, 2, 1),
    coreInstanceTypes: several(instanceType, 2, 1),
    coreUnits: numbers(1, 4000),
    task: TASK_FLEET,
    scaling: SCALING,
    volumeSize,
  }), (options) => EmrNodes.fleets(options)),
  given(struct<EmrGroupsOptions>('EmrGroupsOptions', {
    primaryInstanceType: instanceType, coreInstanceType: instanceType, coreCount: numbers(1, 4000), task: TASK_GROUP, scaling: SCALING, volumeSize,
  }), (options) => EmrNodes.groups(options)),
);
const CERTIFICATES: Giving<EmrCertificates> = fc.oneof(
  given(textLike(/^[a-z]{1,9}\.zip$/), (key, around) => EmrCertificates.pem(around.part('bucket'), key)),
  given(shape({ key: textLike(/^[a-z]{1,9}\.jar$/), className: textLike(/^[a-z]{1,9}\.[A-Z][a-z]{1,9}$/) }), ({ key, className }, around) => (
    EmrCertificates.provider(around.part('bucket'), key, className)
  )),
);

const PROPS = struct<EmrClusterProps>('EmrClusterProps', {
  applications: mostly(fc.constant([SPARK]), several(APPLICATION, 3)),
  release: RELEASE,
  network: NETWORK,
  nodes: NODES,
  termination: fc.oneof(
    given(fc.constant('never'), () => EmrTermination.never()), given(seconds(60, 604_800), (idle) => EmrTermination.whenIdle(idle)),
  ),
  stepConcurrency: numbers(1, 256),
  certificates: CERTIFICATES,
  encryptionKey,
  alarms: alarms('UnhealthyNodes', 'LostNodes', 'HdfsUtilization', 'MissingBlocks', 'FailureEvent'),
  removalPolicy,
}, 'applications');

const CONFIGURATION = struct<EmrConfiguration>('EmrConfiguration', {
  classification: textLike(/^[a-z]{1,9}-site$/),
  properties: mapOf(textLike(/^[a-z]{1,9}(\.[a-z]{1,9})?$/), hostileText),
  configurations: several(fc.record({ classification: textLike(/^export$/) }), 1),
}, 'classification');

/** CDK's validator takes no argument twice, which EMR does. */
const words = fc.uniqueArray(hostileText, { maxLength: 2 });

const key = textLike(/^[a-z]{1,9}\.(py|jar)$/);
const STEP: Giving<EmrStep> = fc.oneof(
  given(shape({
    key, options: struct<SparkStepOptions>('SparkStepOptions', { args: words, submitArgs: words }),
  }), (one, around) => EmrStep.spark(around.part('bucket'), one.key, one.options)),
  given(shape({
    key, options: struct<JarStepOptions>('JarStepOptions', { args: words, mainClass: textLike(/^[a-z]{1,9}\.[A-Z][a-z]{1,9}$/) }),
  }), (one, around) => EmrStep.jar(around.part('bucket'), one.key, one.options)),
  given(words, (args) => EmrStep.command(...args)),
);
const STEP_OPTIONS = struct<EmrStepOptions>('EmrStepOptions', {
  actionOnFailure: mostly(fc.constant(ActionOnFailure.CONTINUE), fc.constantFrom(...Object.values(ActionOnFailure))),
});

export const ANALYTICS: Samples = {
  EmrCluster: sampled(shape({
    props: PROPS,
    configurations: several(CONFIGURATION),
    steps: several(shape({ id: name, step: STEP, options: STEP_OPTIONS })),
    tasks: several(shape({ id: name, step: STEP, options: STEP_OPTIONS }), 1),
    bootstrap: several(shape({ name, key: textLike(/^[a-z]{1,9}\.sh$/), args: words }), 1),
    databases: several(textLike(/^[a-z]{1,9}$/)),
    patterns: several(textLike(/^[a-z]{1,9}\/\*$/), 1),
    failures: several(FAILURE_TARGET, 1),
  }), (scope, id, { props, configurations, steps, tasks, bootstrap, databases, patterns, failures }, around) => {
    const made = new EmrCluster(scope, id, props);
    configurations.forEach((configuration) => made.addConfiguration(configuration));
    steps.forEach((one, index) => made.addStep(`${one.id}${index}`, one.step, one.options));
    tasks.forEach((one) => new sfn.StateMachine(around, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromChainable(made.stepTask(`Task${one.id}`, one.step, one.options)),
    }));
    bootstrap.forEach((one) => made.addBootstrapAction(one.name, around.part('bucket'), one.key, ...one.args));
    if (databases.length > 0) made.useGlueCatalog(...databases);
    patterns.forEach((pattern) => [made.grantRead(around.part('bucket'), pattern), made.grantWrite(around.part('bucket'), pattern)]);
    failures.forEach((target) => made.notifyFailures(target));
  }),
};
