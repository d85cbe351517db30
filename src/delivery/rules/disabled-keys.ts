import { Rule } from './rule';
import { ENCRYPTED_TYPES, encryptionOf } from '../access/encryption';
import { isOn } from '../model/property';

/** What is encrypted with a key that is turned off. */
export const DISABLED_KEYS: Rule[] = [
  {
    id: 'KEEL-KEY-01',
    proves: 'Resource with a key: the encryption key is enabled.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
    judge: (model) => ENCRYPTED_TYPES.flatMap((type) => model.ofType(type)).flatMap((encrypted) => {
      const encryption = encryptionOf(model, encrypted);
      return encryption.by !== 'key' || encryption.key.properties.Enabled === undefined ? [] : [{
        from: encrypted,
        to: encrypted,
        delivers: isOn(encryption.key, encryption.key.properties.Enabled),
        at: encryption.key,
        because: 'its encryption key is disabled, so that nothing can be written to it or read from it',
        fix: 'Set Enabled of the key to true, or leave it out.',
      }];
    }),
  },
];
