import { ServiceClients } from './service-clients';
import { CdkCli } from '../../examples/demo/cdk-cli';

/** What stacks are deployed with. */
export interface Place {
  readonly clients: ServiceClients;
  readonly cli: CdkCli;
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  /** A folder for files, which is removed at the end. */
  readonly scratch: string;
}
