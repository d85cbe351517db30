import { CfnResource, Names, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CognitoUserPoolClient } from './cognito-user-pool-client';
import { promiseDelivery } from '../delivery/promise-delivery';
import { identitiesOf, listOwnObjects, ownItems, ownObjects, throughService } from '../policies/cognito-statements';
import { check, checkProps, childIdRules, matches, removalRule } from '../validation/check-props';
import { promise, templateProperty } from '../validation/promise';

/** Properties of a CognitoIdentityPool. */
export interface CognitoIdentityPoolProps {
  /** The clients whose users get AWS credentials: at least one, of users and not of programs. */
  readonly clients: CognitoUserPoolClient[];

  /**
   * Whether somebody who has not signed in gets AWS credentials too, with a role of his own. When he signs in later, he keeps his identity and with it his data.
   *
   * @default false
   */
  readonly guestAccess?: boolean;

  /**
   * What happens to the identity pool, and so to the ids under which users have their data, when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Which objects of a bucket an identity gets. */
export interface OwnObjectsOptions {
  /**
   * The folder that holds a folder for each identity, without a slash at the end: letters, digits and `! - _ . ' ( ) = /`.
   *
   * @default - folders of identities are at the top of the bucket
   */
  readonly folder?: string;

  /**
   * Only read them.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * AWS credentials for users: with a role for those who have signed in, roles for groups, and a role for guests only if that is asked for. The roles may do
 * nothing until they are granted something.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html
 */
export class CognitoIdentityPool extends Construct {
  /** The identity pool. It is an L1, because the L2 always makes a role for guests. */
  public readonly identityPool: cognito.CfnIdentityPool;
  /** The role of users who have signed in and are in no group with a role. */
  public readonly authenticatedRole: iam.Role;
  /** The role of guests; undefined if there is no guest access. */
  public readonly guestRole?: iam.Role;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: CognitoIdentityPoolProps) {
    checkProps('CognitoIdentityPool', scope, id, [
      { prop: 'clients', value: props.clients, holds: (clients: unknown[]) => clients.length > 0, must: 'must hold at least one client' },
      removalRule(props.removalPolicy),
      ...props.clients.map(({ node, kind }) => ({
        prop: 'clients', value: node.path, holds: () => kind._signsIn, must: 'must be clients that users sign in with, not programs',
      })),
    ]);
    super(scope, id);

    const guestAccess = props.guestAccess ?? false;
    this.identityPool = new cognito.CfnIdentityPool(this, 'Resource', {
      allowUnauthenticatedIdentities: guestAccess,
      allowClassicFlow: false,
      cognitoIdentityProviders: props.clients.map(({ userPool, client }) => ({
        providerName: userPool.userPoolProviderName,
        clientId: client.userPoolClientId,
        serverSideTokenCheck: true,
      })),
    });
    this.identityPool.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.authenticatedRole = this.roleFor('AuthenticatedRole', 'authenticated');
    this.guestRole = guestAccess ? this.roleFor('GuestRole', 'unauthenticated') : undefined;
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPool.ref,
      roles: { authenticated: this.authenticatedRole.roleArn, unauthenticated: this.guestRole?.roleArn },
      roleMappings: Object.fromEntries(props.clients.map((one) => [Names.nodeUniqueId(one.node), roleOfToken(one)])),
    });
    if (guestAccess) {
      Validations.of(this.identityPool).acknowledge({
        id: 'AwsSolutions-COG7', reason: 'Guests were asked for with guestAccess: they get a role of their own that may do nothing until it is granted something.',
      });
    }

    promise(this, [{
      kept: () => templateProperty(this.identityPool, 'AllowUnauthenticatedIdentities') === guestAccess,
      message: 'CognitoIdentityPool promises credentials for guests only where guestAccess says so: something in the app has changed that',
    }, {
      kept: () => templateProperty(this.identityPool, 'AllowClassicFlow') === false,
      message: 'CognitoIdentityPool promises that its roles are chosen by Cognito and not by the app: something in the app has allowed the classic flow',
    }]);
    promiseDelivery(this);
  }

  /** The id, which apps need. */
  public get identityPoolId(): string {
    return this.identityPool.ref;
  }

  /**
   * A role for a group of users, for `CognitoUserPool.addGroup`: only identities of this pool that have signed in may assume it. A user gets the role of his
   * group with the lowest precedence.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
   * @param id name of the role within this construct
   */
  public addRole(id: string): iam.Role {
    check(`CognitoIdentityPool.addRole('${id}') of '${this.node.path}'`, childIdRules(this, id));
    return this.roleFor(id, 'authenticated');
  }

  /**
   * Lets each identity read, write and list the objects of its own folder, which is named by its id, and use the key of the bucket for that.
   *
   * @param role a role of this identity pool
   * @param bucket the bucket
   * @param options which objects
   */
  public grantOwnObjects(role: iam.Role, bucket: s3.IBucket, options: OwnObjectsOptions = {}): iam.Grant {
    const { folder = '', readOnly = false } = options;
    check(`CognitoIdentityPool.grantOwnObjects of '${this.node.path}'`, [
      matches('folder', folder, /^$|^[^/](.*[^/])?$/, 'neither begin nor end with a slash'),
      matches('folder', folder, /^[\w!.'()=/-]*$/, 'hold letters, digits and ! - _ . \' ( ) = / only: others mean something in policies, or to S3'),
    ]);
    const writing = readOnly ? [] : ['s3:PutObject', 's3:DeleteObject'];
    const grant = iam.Grant.addToPrincipal({ grantee: role, actions: ['s3:GetObject', ...writing], resourceArns: [ownObjects(bucket.bucketArn, folder)] })
      .combine(iam.Grant.addToPrincipal({
        grantee: role, actions: ['s3:ListBucket'], resourceArns: [bucket.bucketArn], conditions: listOwnObjects(folder),
      }))
      .combine(grantKeyThrough(role, bucket.encryptionKey, readOnly ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'], 's3', bucket.env.region));
    acknowledgeFolders(role, bucket, folder);
    return grant;
  }

  /**
   * Lets each identity work on the items whose partition key is its own id, and use the key of the table for that. It may not scan.
   *
   * @param role a role of this identity pool
   * @param table the table, without its indexes
   */
  public grantOwnItems(role: iam.Role, table: dynamodb.ITable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee: role,
      actions: [
        'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query',
        'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem',
      ],
      resourceArns: [table.tableArn],
      conditions: ownItems(),
    }).combine(grantKeyThrough(role, table.encryptionKey, ['kms:Decrypt'], 'dynamodb', table.env.region));
  }

  private roleFor(id: string, authentication: 'authenticated' | 'unauthenticated'): iam.Role {
    return new iam.Role(this, id, { assumedBy: identitiesOf(this.identityPool.ref, authentication) });
  }
}

/** cdk-nag names the ARN in its finding, with `<…>` for what is known at deployment. */
function acknowledgeFolders(role: iam.Role, bucket: s3.IBucket, folder: string): void {
  const stack = Stack.of(role);
  if (Stack.of(bucket) === stack && CfnResource.isCfnResource(bucket.node.defaultChild)) {
    const arn = ownObjects(`<${stack.getLogicalId(bucket.node.defaultChild)}.Arn>`, folder).replace(/\$\{(.*)\}/, '<$1>');
    Validations.of(role.node.findChild('DefaultPolicy')).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}]`, reason: 'Each identity has a folder of its own, and the objects in it have any names.',
    });
  }
}

/** The role of the user's group, which his token names; without one the role of all who have signed in. */
function roleOfToken({ userPool, client }: CognitoUserPoolClient): cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty {
  return {
    identityProvider: `${userPool.userPoolProviderName}:${client.userPoolClientId}`,
    type: 'Token',
    ambiguousRoleResolution: 'AuthenticatedRole',
  };
}

/** The statement stays in the role's policy: the policy of a key leaves that to the account. */
function grantKeyThrough(role: iam.IGrantable, key: kms.IKey | undefined, actions: string[], service: 's3' | 'dynamodb', region: string): iam.Grant {
  return key
    ? iam.Grant.addToPrincipal({ grantee: role, actions, resourceArns: [key.keyArn], conditions: throughService(service, region) })
    : iam.Grant.drop(role, 'no key');
}
