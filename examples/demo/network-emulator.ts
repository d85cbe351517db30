import * as http from 'node:http';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EMRClient } from '@aws-sdk/client-emr';
import { readTemplate } from './broken-assembly';
import { isEnding, undoAtEnd } from './clean-up';
import { freePort } from './free-port';
import { valuesOf, withExpressionOutputs } from './network/expressions';
import { sleep } from './poll';
import { say } from './progress';
import { PythonPackages, pythonOf } from './python-environment';
import { killGroup, start, tail } from './run-command';
import { Template } from './target';

const PACKAGES: PythonPackages = {
  folder: '.moto',
  requirements: [
    'moto==5.2.5', 'boto3==1.43.106', 'flask==3.1.3', 'flask-cors==6.0.5', 'pyyaml==6.0.3', 'openapi-spec-validator==0.9.0',
  ],
  modules: ['moto', 'boto3', 'flask', 'flask_cors', 'yaml', 'openapi_spec_validator'],
  megabytes: 160,
};

const START_SECONDS = 30;
const DEPLOY_SECONDS = 120;

/**
 * moto, which makes networks, container services, load balancers and clusters, and passes over in silence what it does not know: CREATE_COMPLETE says
 * nothing there, and only what the services' own APIs show has been made.
 */
export interface NetworkEmulator {
  readonly endpoint: string;
  readonly cloudFormation: CloudFormationClient;
  readonly ec2: EC2Client;
  readonly ecs: ECSClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly emr: EMRClient;
}

let running: Promise<NetworkEmulator> | undefined;
let end = async () => {};

/** Starts it when it is first needed; it ends with the demo. */
export function networkEmulator(root: string, scratch: string): Promise<NetworkEmulator> {
  return running ??= startNetworkEmulator(root, scratch);
}

/** Ends it now, where the demo leaves everything else running. */
export async function endNetworkEmulator(): Promise<void> {
  await end();
}

async function startNetworkEmulator(root: string, scratch: string): Promise<NetworkEmulator> {
  const python = await pythonOf(root, PACKAGES, scratch);
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const log = path.join(scratch, 'network-emulator.log');
  const { hostname, port } = new URL(endpoint);
  const child = start(python, [path.join(__dirname, 'network', 'moto_app.py'), '--host', hostname, '--port', port], {
    log,
    env: { PATH: process.env.PATH, HOME: scratch, TMPDIR: scratch, LANG: process.env.LANG, MOTO_ACCOUNT_ID: '000000000000' },
  });
  const forget = undoAtEnd(() => killGroup(child));
  end = async () => {
    forget();
    child.removeAllListeners('exit');
    await killGroup(child);
  };
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!await answers(endpoint)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`moto did not start. The end of its log:\n\n${tail(log)}`);
    await sleep(100);
  }
  child.once('exit', (code, signal) => {
    if (!isEnding()) throw new Error(`moto ended by itself with ${code ?? signal}. The end of its log:\n\n${tail(log)}`);
  });
  say(`moto running at ${endpoint}`);

  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return {
    endpoint,
    cloudFormation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    ecs: new ECSClient(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    emr: new EMRClient(config),
  };
}

/** A stack of a cloud assembly, made by moto, with what its template was made of. */
export interface NetworkStack {
  readonly template: Template;
  /** What CloudFormation says that expressions in the template are, by their text. */
  readonly values: ReadonlyMap<string, string>;
  /** The physical id of a resource by its logical id; missing if moto has not made it. */
  readonly ids: ReadonlyMap<string, string>;
}

export async function deployToNetwork(
  { cloudFormation }: NetworkEmulator, assembly: string, StackName: string, types: string[], known: Record<string, string>,
): Promise<NetworkStack> {
  const { Rules, Parameters: { BootstrapVersion, ...parameters }, ...rest } = readTemplate(assembly, StackName);
  const template = withExpressionOutputs({ ...rest, Parameters: parameters }, types);
  const asked = Object.keys(parameters).map((key) => ({ ParameterKey: key, ParameterValue: known[key] }));
  await cloudFormation.send(new CreateStackCommand({
    StackName, Parameters: asked, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM'],
  }));
  const deadline = Date.now() + DEPLOY_SECONDS * 1000;
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus === 'CREATE_COMPLETE') {
      const outputs = Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
      return { template, values: valuesOf(template, outputs), ids: await physicalIds(cloudFormation, StackName) };
    }
    if (Date.now() > deadline) throw new Error(`${StackName} is ${stack?.StackStatus} after ${DEPLOY_SECONDS} s`);
    await sleep(200);
  }
}

async function physicalIds(client: CloudFormationClient, StackName: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId: logical, PhysicalResourceId: physical } of page.StackResourceSummaries ?? []) {
      if (logical && physical) ids.set(logical, physical);
    }
  }
  return ids;
}

async function answers(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(`${endpoint}/moto-api/`, { timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
