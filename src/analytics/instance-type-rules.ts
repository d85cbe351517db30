import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Rule } from '../validation/check-props';

/** Families that EMR still takes, and that EC2 calls previous generation or that newer ones have replaced twice. */
const PREVIOUS_GENERATION = /^(m[1-4]|c[1-4]|r[1-4]|i[1-2]|d2|g[23]s?|p[23]|x1e?|h1)[.]/;

/** Families that EMR does not take, and sizes that it takes of none of the families that are current. Looked up for 7.14.0 on 2026-11-21. */
const REFUSED = /^(t\d|a1|mac)|[.](nano|micro|small|medium|large)$/;

/**
 * What instance types must fulfil.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-supported-instance-types.html
 */
export function instanceTypeRules(prop: string, types: ec2.InstanceType[]): Rule[] {
  return [
    { prop, value: types.length, holds: (count: number) => count >= 1 && count <= 30, must: 'must be 1 to 30 instance types' },
    { prop, value: types.map(String), holds: (names: string[]) => new Set(names).size === names.length, must: 'must name each type once' },
    ...types.map((type) => ({
      prop,
      value: `${type}`,
      holds: (name: string) => !REFUSED.test(name) || PREVIOUS_GENERATION.test(name),
      must: 'must be types that EMR takes: of a family for general use, computing, memory, storage or GPUs, of size xlarge or larger',
    })),
  ];
}

/** Has EC2 newer ones of its kind? */
export function isPreviousGeneration(type: ec2.InstanceType): boolean {
  return !Token.isUnresolved(type.toString()) && PREVIOUS_GENERATION.test(type.toString());
}
