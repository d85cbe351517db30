import { Token } from 'aws-cdk-lib';
import { matches, Rule } from '../validation/check-props';

/** What URLs a browser may be sent back to. */
export enum UrlForm {
  WEB,
  /** Those of the web, and those with the scheme of an app. */
  APP,
}

const HTTPS = 'https:\\/\\/[^\\s#\\/]+[^\\s#]*';
const LOCALHOST = 'http:\\/\\/localhost(:\\d+)?(\\/[^\\s#]*)?';
/** Schemes that browsers and systems know are no app's own. */
const APP_SCHEME = '(?!(?:https?|javascript|data|file|ftp|blob|vbscript|about|mailto|tel|sms):)[a-z][a-z0-9+.-]*:\\/\\/[^\\s#]*';

/**
 * Cognito takes URLs without a fragment, and plain HTTP for localhost only.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
 */
export function redirectRules(prop: string, urls: string[], form: UrlForm): Rule[] {
  if (Token.isUnresolved(urls)) return [];
  const [forms, must] = form === UrlForm.WEB
    ? [[HTTPS, LOCALHOST], 'be https:// URLs without a #, or http://localhost for a developer']
    : [[HTTPS, LOCALHOST, APP_SCHEME], 'be https:// URLs or have the scheme of the app (myapp://), without a #, or http://localhost for a developer'];
  return urls.map((url) => matches(prop, url, new RegExp(`^(${forms.join('|')})$`), must));
}
