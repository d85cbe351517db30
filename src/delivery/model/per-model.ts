import { DeliveryModel } from './delivery-model';

/** The same function, which does its work once for each model. */
export function perModel<T>(make: (model: DeliveryModel) => T): (model: DeliveryModel) => T {
  const made = new WeakMap<DeliveryModel, T>();
  return (model) => {
    if (!made.has(model)) made.set(model, make(model));
    return made.get(model)!;
  };
}
