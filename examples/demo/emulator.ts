import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import * as tls from 'node:tls';
import { isEnding, undoAtEnd } from './clean-up';
import { freePort } from './free-port';
import { sleep } from './poll';
import { killGroup, run, start, tail } from './run-command';

const START_SECONDS = 30;

export interface Emulator {
  /** The process, which is also the id of the process group with its Lambda functions. */
  readonly pid: number;
  /** What an SDK or the CDK CLI needs in its environment to talk to the emulator and to nothing else. */
  readonly environment: Record<string, string>;
  /** Trusts the emulator's certificate, which this process was not started with. */
  readonly agent: https.Agent;
  /** Tells it to end, and starts it again on the same port; with what it held only if its state is persistent. */
  restart(): Promise<void>;
}

export interface EmulatorOptions {
  /** Whether it writes what it holds to disk when it is told to end. */
  readonly persistent?: boolean;
}

/** Starts the emulator over HTTPS on a free port of this machine, with queue policies and IAM enforced. */
export async function startEmulator(python: string, nodeModules: string, scratch: string, options: EmulatorOptions = {}): Promise<Emulator> {
  if (process.platform === 'win32') throw new Error('The emulator runs on Linux, macOS and WSL. On Windows itself use --account.');
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const { certificate, key, bundle } = await makeCertificate(python, scratch);
  const trust = { NODE_EXTRA_CA_CERTS: bundle, AWS_CA_BUNDLE: bundle, SSL_CERT_FILE: bundle, REQUESTS_CA_BUNDLE: bundle };
  const log = path.join(scratch, 'emulator.log');
  const temporary = path.join(scratch, 'tmp');
  fs.mkdirSync(temporary);

  // hypercorn is started directly because ministack's own command also listens on port 443 when it can.
  const listen = ['--bind', `127.0.0.1:${port}`, '--certfile', certificate, '--keyfile', key, '--keep-alive', '75'];
  const command = ['-m', 'hypercorn', `${path.join(__dirname, 'emulator_app.py')}:app`, ...listen];
  const commandOptions = {
    log,
    // Nothing else is inherited: the emulator also reads AWS_, LAMBDA_, DOCKER_ and LOCALSTACK_ variables.
    env: {
      PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      HOME: scratch,
      TMPDIR: temporary,
      LANG: process.env.LANG,
      NODE_PATH: nodeModules,
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: `${port}`,
      AUTH: 'true',
      USE_SSL: '1',
      MINISTACK_SSL_CERT: certificate,
      MINISTACK_SSL_KEY: key,
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      STATE_DIR: path.join(scratch, 'state'),
      S3_DATA_DIR: path.join(scratch, 's3'),
      DOCKER_HOST: `unix://${scratch}/no-docker`,
      ...options.persistent ? { PERSIST_STATE: '1', S3_PERSIST: '1' } : {},
      ...trust,
    },
  };
  const agent = new https.Agent({ ca: fs.readFileSync(bundle), keepAlive: true });
  let child: ChildProcess;
  const launch = async () => {
    const launched = child = start(python, command, commandOptions);
    undoAtEnd(() => killGroup(launched));
    await untilHealthy(launched, url, agent, log);
    launched.once('exit', (code, signal) => {
      if (!isEnding()) throw new Error(`The emulator ended by itself with ${code ?? signal}. The end of its log:\n\n${tail(log)}`);
    });
  };
  await launch();

  return {
    get pid() {
      return child.pid!;
    },
    agent,
    restart: async () => {
      child.removeAllListeners('exit');
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      // Its Lambda functions outlive it.
      await killGroup(child);
      await launch();
    },
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_CONFIG_FILE: path.join(scratch, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(scratch, 'no-aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      // The CLI remembers there which account an access key belongs to, and 'test' belongs to every emulator.
      CDK_HOME: path.join(scratch, 'cdk-home'),
      ...trust,
    },
  };
}

/** Makes this process and the commands it runs see the emulator only: no profile, no proxy, no account of the user's. */
export function useOnly(environment: Record<string, string>): void {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS_|CDK_)|_proxy$/i.test(name)) delete process.env[name];
  }
  Object.assign(process.env, environment);
}

async function makeCertificate(python: string, scratch: string) {
  const certificate = path.join(scratch, 'certificate.pem');
  const key = path.join(scratch, 'key.pem');
  const bundle = path.join(scratch, 'trusted.pem');
  await run(python, [path.join(__dirname, 'certificate.py'), certificate, key], { log: path.join(scratch, 'python.log') });
  fs.writeFileSync(bundle, [...tls.rootCertificates, fs.readFileSync(certificate, 'utf8')].join('\n'));
  return { certificate, key, bundle };
}

async function untilHealthy(child: ChildProcess, url: string, agent: https.Agent, log: string): Promise<void> {
  let failure = '';
  child.once('error', (error) => { failure = error.message; });
  child.once('exit', (code, signal) => { failure = `it ended with ${code ?? signal}`; });
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!(await isHealthy(url, agent))) {
    if (failure === '' && Date.now() > deadline) failure = `no answer from ${url} after ${START_SECONDS} s`;
    if (failure !== '') throw new Error(`The emulator did not start: ${failure}. The end of its log:\n\n${tail(log)}`);
    await sleep(100);
  }
}

async function isHealthy(url: string, agent: https.Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = https.get(`${url}/_ministack/health`, { agent, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
