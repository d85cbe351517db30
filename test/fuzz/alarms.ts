import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as fc from 'fast-check';
import { beside, given, several, shape, struct } from './given';
import { mostly, textLike, textOf } from './hostile';
import { alarms, encryptionKey, numbers, removalPolicy, sampled, Samples } from './sampled';
import { AlarmDefinition, AlarmRouteOptions, AlarmRouting, AlarmSet, AlarmSetProps, AlarmTopic, AlarmTopicProps, Severity } from '../../src';

const severity = fc.constantFrom(Severity.WARNING, Severity.CRITICAL);

const ROUTE = struct<AlarmRouteOptions>('AlarmRouteOptions', { severity, notifyRecovery: fc.boolean() });

const DEFINITION = struct<AlarmDefinition>('AlarmDefinition', {
  key: textLike(/^[A-Z][a-z]{1,20}$/),
  metric: beside('metric'),
  threshold: mostly(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(NaN, Infinity, -1, 0.5)),
  evaluationPeriods: numbers(1, 1440),
  severity,
  meaning: textLike(/^[A-Z][a-z ]{1,50}\.$/),
  firstStep: textLike(/^[a-z ]{1,50}\.$/),
}, 'key', 'metric', 'threshold', 'severity', 'meaning', 'firstStep');

export const ALARMS: Samples = {
  AlarmSet: sampled(shape({
    props: struct<AlarmSetProps>('AlarmSetProps', {
      definitions: several(DEFINITION, 2), runbook: textLike(/^[a-z]{1,9}(-[a-z]{1,9}){0,2}$/), overrides: alarms(),
    }, 'definitions', 'runbook'),
    routes: several(shape({ topic: mostly(beside('topic'), beside('fifoTopic')), options: ROUTE })),
    health: fc.boolean(),
  }), (scope, id, { props, routes, health }, around) => {
    routes.forEach(({ topic, options }) => AlarmRouting.of(scope).notify(topic, options));
    const made = new AlarmSet(scope, id, props);
    if (health && made.all.length > 0) made.health();
    made.all.forEach(({ node }) => made.get(node.id));
    AlarmRouting.route(new cloudwatch.Alarm(around, 'Own', { metric: around.part('metric'), threshold: 1, evaluationPeriods: 1 }), Severity.WARNING);
  }),

  AlarmTopic: sampled(struct<AlarmTopicProps>('AlarmTopicProps', {
    emails: several(given(textOf(fc.constantFrom('a@example.com', 'b@example.com')), (email) => email)), encryptionKey, removalPolicy,
  }), (scope, id, props) => new AlarmTopic(scope, id, props)),
};
