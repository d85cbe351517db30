import { Judgement } from './access/judgement';
import { DeliveryModel } from './model/delivery-model';
import { TemplateInput } from './model/template';
import { RULES } from './rules';
import { Rule } from './rules/rule';

/** What a rule says of one edge, with the rule. */
export interface Finding extends Judgement {
  readonly rule: Rule;
}

/** Judges every edge of the templates by every rule. Those that deliver are in the list too. */
export function checkTemplates(inputs: readonly TemplateInput[]): Finding[] {
  const model = new DeliveryModel(inputs);
  return RULES.flatMap((rule) => rule.judge(model).map((judgement) => ({ ...judgement, rule })));
}
