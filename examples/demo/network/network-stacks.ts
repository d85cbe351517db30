import { requestCertificate } from './certificate';
import { COUNTED_TYPES } from './count-resources';
import { deployToNetwork, networkEmulator, NetworkEmulator, NetworkStack } from '../network-emulator';
import { say } from '../progress';
import { Stage } from '../scenario';

const stacks = new Map<string, Promise<NetworkStack>>();

/** Deploys a stack to the one network emulator of the demo, unless it is there already. */
export async function networkStack(stage: Stage, name: string): Promise<{ network: NetworkEmulator; stack: NetworkStack }> {
  const network = await networkEmulator(stage.root, stage.scratch);
  if (!stacks.has(name)) stacks.set(name, deploy(stage, network, name));
  return { network, stack: await stacks.get(name)! };
}

async function deploy({ assembly }: Stage, network: NetworkEmulator, name: string): Promise<NetworkStack> {
  const parameters = { CertificateArn: await requestCertificate(network, 'shop.example.com') };
  const stack = await deployToNetwork(network, assembly, name, COUNTED_TYPES, parameters);
  say(`moto says that ${name} is complete, and has ${stack.ids.size} of its ${Object.keys(stack.template.Resources).length} resources`);
  return stack;
}
