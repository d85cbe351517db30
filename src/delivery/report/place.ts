import { Resource } from '../model/resource';

/** Where a resource is written. */
export interface Place {
  readonly file: string;
  /** Undefined where it was not found in the file. */
  readonly line?: number;
}

/** Says of a resource where it is written; undefined for templates that are in no file. */
export type PlaceOf = (resource: Resource) => Place | undefined;

/** A place as editors take it. */
export function printPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}
