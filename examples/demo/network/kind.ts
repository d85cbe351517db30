import { NetworkEmulator } from '../network-emulator';

/** A type of resources that a service's own API shows. */
export interface Kind {
  readonly type: string;
  /** For the table: what they are. */
  readonly what: string;
  /** The properties that must be shown as the template has them, with `.` between those of an object. */
  readonly settings: string[];
  /** The calls that show them. */
  readonly how: string;
  /** What the API shows of a resource, named as in the template. */
  read(network: NetworkEmulator, id: string, properties: any): Promise<any>;
}
