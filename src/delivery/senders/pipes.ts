import { RoleSender } from './role-senders';
import { roleOf } from '../access/edge';
import { text } from '../expression/text';
import { perModel } from '../model/per-model';

/** All pipes, with their roles. */
export const pipes = perModel((model): RoleSender[] => model.ofType('AWS::Pipes::Pipe').map((pipe) => ({
  from: pipe,
  sender: { services: [text('pipes.amazonaws.com')], sourceArn: pipe.arn!, sourceAccount: pipe.account },
  role: roleOf(model, pipe, pipe.properties.RoleArn) ?? 'unknown',
})));
