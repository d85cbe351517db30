/**
 * Simulates how services scale on a queue, with the delays of CloudWatch, Application Auto Scaling and Fargate, and writes what comes out of it to the
 * documentation. Nothing in it is random or measured: every run gives the same.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { plot } from './plot';
import { Outcome, simulate } from './simulate';
import { BURSTS, Case, POLICIES, STEADY } from './workloads';

const DOCS = path.join(__dirname, '..', '..', 'docs');

interface Row {
  readonly workload: Case;
  readonly outcomes: readonly Outcome[];
}

const rowsOf = (cases: readonly Case[]): Row[] => cases.map((workload) => ({
  workload,
  outcomes: POLICIES.map((policy) => simulate(workload, policy.make(workload), policy.protectsWork)),
}));

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
const duration = (seconds: number) => seconds < 3600 ? `${number(seconds / 60)} min` : `${number(seconds / 3600)} h`;
const cells = (content: readonly string[]) => `| ${content.join(' | ')} |`;
const workOf = ({ messagesPerSecond, processingTime, acceptableLatency }: Case) =>
  [`${number(messagesPerSecond)}/s`, processingTime < 1 ? `${processingTime * 1000} ms` : `${processingTime} s`, duration(acceptableLatency)];

function table(headings: readonly string[], rows: readonly Row[], show: (outcome: Outcome, workload: Case) => string): string {
  const header = ['Messages', 'Work on each', 'May wait', ...headings];
  return [cells(header), cells(header.map((_, index) => index < 3 ? '---' : '---:')),
    ...rows.map(({ workload, outcomes }) => cells([...workOf(workload), ...outcomes.map((outcome) => show(outcome, workload))]))].join('\n');
}

const drained = ({ drained: seconds }: Outcome) => seconds === undefined ? 'never' : duration(seconds);
const spread = ({ tasks }: Outcome, { burst }: Case) => {
  // After the first two hours everything has had the time to settle.
  const settled = tasks.slice(120, burst / 60);
  return `${number(Math.min(...settled))} to ${number(Math.max(...settled))}`;
};

function drawing(file: string, title: string, { outcomes }: Row, minutes: number): string {
  const lines = POLICIES.map(({ name, color }, index) => ({ name, color, values: outcomes[index].tasks }));
  fs.writeFileSync(path.join(DOCS, 'images', file), plot(title, lines, minutes));
  return `![${title}](images/${file})`;
}

const bursts = rowsOf(BURSTS);
const steady = rowsOf(STEADY);
const names = POLICIES.map(({ name }) => name);
fs.mkdirSync(path.join(DOCS, 'images'), { recursive: true });
const page = `Made by \`npm run simulate-scaling\`. A simulation, not a measurement: nothing here ran on AWS.

# Scaling on a queue

What \`FargateService.scaleOnQueue\` does, second by second, next to two other ways. The simulation has what makes scaling hard: metrics each minute that can be
read two minutes later, alarms that want 3 minutes above the target or 15 below it, cooldowns, 60 s until a new task takes its first message, at most 100 tasks at
once and 20 a second launched, at most 5,000 tasks.

| Way | What it follows |
| --- | --- |
| scaleOnQueue | the tasks that the queue needs, for each that runs: arrivals a second × work on each, and what waits or is in flight ÷ the time it may wait × work on each. From 0 tasks |
| backlog per task | messages, waiting and in flight, for each task that runs, as guides of AWS have it; with the cooldowns of scaleOnQueue. From 0 tasks |
| steps | the defaults of \`QueueProcessingFargateService\` of ecs-patterns: one more task from 100 visible messages on, five more from 500 on, one fewer at 0; each 5 min. From 1 task |
| steps and CPU | the same with its target of 50 % CPU, if a task that has a message uses all of its CPU, the best case for it. From 1 task |

## Bursts

Ten minutes of messages to an idle service. How long after the burst until the queue is empty (0: it was empty before):

${table(names, bursts, drained)}

Task-hours until as few tasks run again as before:

${table(names, bursts, ({ taskHours }) => number(taskHours))}

Whoever wants messages to wait less pays for tasks that are there only for the burst, and for the 15 minutes until scale-in.

${drawing('scale-on-backlog-burst.svg', 'Tasks wanted: 10,000 messages a second for 10 minutes, 50 ms of work on each', bursts[3], 90)}

## Steady load

Six hours of the same load. How many tasks were wanted after the first two hours, the least and the most:

${table(names, steady, spread)}

Tasks needed for what arrives: ${STEADY.map((workload) => `${number(workload.messagesPerSecond * workload.processingTime)} in row ${STEADY.indexOf(workload) + 1}`).join(', ')}.
Following the backlog alone means to scale in until there is one, and to see it minutes late: where messages may wait for less than those minutes, it never settles. That is why
\`scaleOnQueue\` counts the arrivals too. What is in flight gives it headroom, the more of it the longer the work is for what messages may wait.

Task-hours:

${table(names, steady, ({ taskHours }) => number(taskHours))}

Messages whose task was stopped while it worked on them, to be received again after the visibility timeout:

${table(names, steady, ({ interrupted }) => number(interrupted))}

${drawing('scale-on-backlog-steady.svg', 'Tasks wanted: 1,000 messages a second for 6 hours, 50 ms of work on each', steady[0], 360)}

## What it leaves out

Messages arrive evenly and all take the same time; a queue that was idle for hours may show its first metrics minutes later still; images may take longer to start.
Application Auto Scaling does not say how fast target tracking scales in: here it is in proportion to the metric, at once, which is the worst case for what oscillates.
`;
fs.writeFileSync(path.join(DOCS, 'scale-on-backlog.md'), page);
console.log(page);
