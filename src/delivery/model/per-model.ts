import { DeliveryModel } from './delivery-model';

/** The same function, which does its work once for each model. */
export function perModel<T>(make: (model: DeliveryModel) => T): (model: DeliveryModel) => T {
  return (model) => {
    if (!model.memo.has(make)) model.memo.set(make, make(model));
    return model.memo.get(make) as T;
  };
}
