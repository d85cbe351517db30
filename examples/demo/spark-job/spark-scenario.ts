import { runByRealSpark } from './real-spark';
import { countResources } from '../network/count-resources';
import { networkStack } from '../network/network-stacks';
import { Scenario } from '../scenario';

const STACK = 'SparkJob';

export const SPARK_JOB: Scenario = {
  stack: STACK,
  summary: 'a Spark job on EMR: its cluster by another emulator; with --spark its program by a real Spark on this machine',
  deploysItself: true,
  checkedOnly: {
    emulator: [
      'nodes: moto starts none, and runs no step',
      'rights of the instance role and the service role: nothing runs with them',
    ],
  },
  async run(stage) {
    const { network, stack } = await networkStack(stage, STACK);
    await countResources(network, stack, stage.tally);
    await runByRealSpark(stage);
  },
};
