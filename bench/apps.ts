import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { APPS, compiledFile, run } from './child';

/** What a child process printed of one synthesis. */
export interface Synthesis {
  /** CPU time in milliseconds: loading, constructing and synthesizing. */
  readonly cpu: number;
  /** The most memory that the process had, in MiB. */
  readonly memory: number;
  readonly types: Record<string, number>;
  readonly template?: Template;
}

export interface Template { readonly Resources: Record<string, TemplateResource> }
export interface TemplateResource { readonly Type: string; readonly Properties?: Record<string, any>; readonly DependsOn?: string | string[] }

/** The construct of an app's folder: its own name in the package, or what it is made of. */
export const CONSTRUCTS: Record<string, string> = {
  'alarm-topic': 'AlarmTopic',
  'cognito-user-pool': 'CognitoUserPool',
  'emr-cluster': 'EmrCluster',
  'fargate-service': 'FargateService',
  'kinesis-to-firehose-to-s3': 'KinesisToFirehoseToS3',
  'queue-with-dlq': 'QueueWithDlq',
  'queue-worker': 'FargateService on a QueueWithDlq',
  'serverless-api': 'ServerlessApi',
  'signed-in-api': 'CognitoUserPool and ServerlessApi',
  'sns-sqs-fan-out': 'SnsSqsFanOut with a queue',
  'step-functions-workflow': 'StepFunctionsWorkflow',
  'stream-consumer': 'StreamConsumer',
};

const FIRST = ['plain', 'keel'];

/** The libraries with which an app is written, this one first. */
export function librariesOf(folder: string): string[] {
  const libraries = readdirSync(join(APPS, folder)).map((file) => file.replace(/\.ts$/, ''));
  return libraries.sort((one, other) => FIRST.indexOf(other) - FIRST.indexOf(one));
}

/** Synthesizes an app in a process of its own. */
export function synthesize(folder: string, library: string, { constructs = 1, inStack = 1, template = false } = {}): Synthesis {
  return run('synth', compiledFile(`apps/${folder}/${library}`), `${constructs}`, `${inStack}`, ...(template ? ['template'] : []));
}

export const resourcesOf = ({ types }: Pick<Synthesis, 'types'>) => Object.values(types).reduce((sum, number) => sum + number, 0);
