import { DeliveryCase, Resources } from './cases/delivery-case';
import { ref } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';
import { TemplateInput } from '../../src/delivery/model/template';

/** What does not deliver, or may not, after a change to a case. It may use the parameter `Parameter` and the condition `Condition`. */
export function verdicts({ resources }: DeliveryCase, change: (resources: any) => void, others: readonly TemplateInput[] = []): string[] {
  const changed: Resources = structuredClone(resources);
  change(changed);
  const template: any = { Conditions: { Condition: { 'Fn::Equals': ['1', ref('Parameter')] } }, Parameters: { Parameter: {} }, Resources: changed };
  return checkTemplates([{ id: 'Shop', template }, ...others]).filter(({ delivers }) => delivers !== 'yes').map(({ delivers, rule }) => `${delivers}: ${rule.id}`);
}
