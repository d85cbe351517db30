import { Rule } from './rule';
import { roleRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { certain, every, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { isIntrinsic } from '../model/template';
import { edgesToBatch } from '../senders/batch-jobs';
import { stepFunctionsFor, Task, tasks } from '../senders/state-machine-tasks';

const edge = 'State machine to a job of Batch';
const submissions = perModel((model) => tasks(model).filter(({ call }) => call === 'batch:submitJob'));
const edges = perModel((model): Edge[] => submissions(model).flatMap(({ machine, holder, role, args }) => (
  edgesToBatch(model, { from: machine, holder, role, sender: stepFunctionsFor(machine), queue: args.JobQueue, definition: args.JobDefinition })
)));

/** Are there all arguments that Batch asks for? An expression may make them all. */
function hasArguments({ args }: Task): Verdict {
  if (isIntrinsic(args) || Object.keys(args).length === 0) return 'unknown';
  return every(['JobDefinition', 'JobName', 'JobQueue'], (name) => certain([name, `${name}.$`].some((one) => args[one] !== undefined)));
}

/** State machines to jobs of Batch. */
export const SFN_TO_BATCH: Rule[] = [
  roleRule({
    id: 'KEEL-SFN-BATCH-01',
    edge,
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html',
    edges,
  }),
  {
    id: 'KEEL-SFN-BATCH-02',
    proves: `${edge}: it names the job, its queue and its definition.`,
    source: 'https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html',
    judge: (model) => submissions(model).map((task) => ({
      from: task.machine,
      delivers: hasArguments(task),
      at: task.machine,
      because: 'a task that submits a job lacks JobName, JobQueue or JobDefinition, without which Batch refuses the job',
      fix: 'Set JobName, JobQueue and JobDefinition among the arguments of the task.',
    })),
  },
];
