import * as fs from 'node:fs';
import * as path from 'node:path';
import { expectedReport, LINES } from './clicks';
import { say } from '../progress';
import { PythonPackages, pythonOf } from '../python-environment';
import { run } from '../run-command';
import { Stage } from '../scenario';

/** The Spark of emr-7.13.0, which the stack has. */
const PACKAGES: PythonPackages = { folder: '.spark', requirements: ['pyspark==3.5.6'], modules: ['pyspark'], megabytes: 370 };

const FILES = 4;

/** Runs the job of the stack by a real Spark, as the step does, on files of this machine in place of S3. */
export async function runByRealSpark(stage: Stage): Promise<void> {
  const { tally, withSpark } = stage;
  if (!withSpark) {
    tally.notRun('the job by a real Spark', '--spark');
  } else if (!await hasJava(stage.scratch)) {
    tally.notRun('the job by a real Spark', 'no Java on this machine: Spark 3.5 needs Java 8, 11 or 17');
  } else {
    await compareReports(stage);
  }
}

async function compareReports({ root, scratch, tally }: Stage): Promise<void> {
  const spark = new Spark(await pythonOf(root, PACKAGES, scratch), scratch);
  const job = path.join(root, 'examples', 'spark-job', 'job', 'clicks_per_device.py');
  const clicks = path.join(scratch, 'clicks');
  const report = path.join(scratch, 'clicks-per-device');
  await spark.submit(job, clicks, report);
  tally.count('devices before the first click', 0, (await spark.read(report)).length, 'the job by a real Spark, without any file');

  fs.mkdirSync(clicks);
  const linesOf = (file: number) => LINES.filter((_, index) => index % FILES === file);
  for (let file = 0; file < FILES; file += 1) fs.writeFileSync(path.join(clicks, `${file}.json`), linesOf(file).join('\n'));
  say(`a real Spark counts clicks in ${LINES.length} lines of ${FILES} files`);
  await spark.submit(job, clicks, report);
  const rows = await spark.read(report);
  const expected = expectedReport();
  tally.count('devices in the report', expected.length, rows.length, 'the job by Spark 3.5.6, its Parquet read again');
  tally.count('clicks in the report', sum(expected), sum(rows), 'the same; other events, clicks of nobody and broken lines are none');
  const right = rows.filter((row) => expected.some((one) => JSON.stringify(one) === JSON.stringify(row)));
  tally.count('devices with the right clicks and the right last one', expected.length, right.length, 'compared with a count without Spark');
}

/** Spark on this machine, with logs in a folder. */
class Spark {
  constructor(private readonly python: string, private readonly scratch: string) {}

  public async submit(job: string, source: string, report: string): Promise<void> {
    await this.run('spark-submit.log', job, source, report);
  }

  public async read(report: string): Promise<any[]> {
    const log = 'read-report.log';
    await this.run(log, path.join(__dirname, 'read_report.py'), report);
    const [, json] = /^REPORT (.*)$/m.exec(fs.readFileSync(path.join(this.scratch, log), 'utf8'))!;
    return JSON.parse(json);
  }

  private async run(log: string, ...args: string[]): Promise<void> {
    const submit = path.join(path.dirname(this.python), 'spark-submit');
    const local = ['--master', 'local[2]', '--conf', 'spark.ui.enabled=false', '--conf', 'spark.driver.bindAddress=127.0.0.1', '--conf', 'spark.driver.host=127.0.0.1'];
    await run(submit, [...local, '--conf', 'spark.sql.session.timeZone=UTC', ...args], {
      cwd: this.scratch,
      log: path.join(this.scratch, log),
      env: { ...process.env, TZ: 'UTC', PYSPARK_PYTHON: this.python, SPARK_LOCAL_IP: '127.0.0.1', TMPDIR: this.scratch, SPARK_HOME: undefined },
    });
  }
}

async function hasJava(scratch: string): Promise<boolean> {
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  return run(java, ['-version'], { log: path.join(scratch, 'java.log') }).then(() => true, () => false);
}

function sum(rows: Array<{ readonly clicks: number }>): number {
  return rows.reduce((all, { clicks }) => all + clicks, 0);
}
