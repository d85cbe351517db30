import { App, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ApiGatewayAccount, DeliveryChecks, EmrCluster, FilterPolicy, ServerlessApi, SnsSqsFanOut } from 'cdk-keel';

/** Lines that pages show, each with what it needs. They are only compiled. */
export class ShortExamples extends Stack {
  public photoPipeline(thumbnailer: lambda.IFunction): void {
    const photos = new SnsSqsFanOut(this, 'Photos');
    const thumbnails = photos.addQueue('Thumbnails', {
      filterPolicy: FilterPolicy.messageBody({ Event: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.notExistsFilter()) }),
    });
    photos.addBucket(new s3.Bucket(this, 'Bucket', { encryptionKey: photos.encryptionKey }), { prefix: 'photos/' });
    thumbnails.addConsumer(thumbnailer);
  }

  public accountOfApis(accountStack: Stack): void {
    new ApiGatewayAccount(accountStack, 'ApiGateway');
  }

  public whatIsNoPropOfAnApi(api: ServerlessApi): void {
    api.table.addGlobalSecondaryIndex({ indexName: 'byTag', partitionKey: { name: 'tag', type: AttributeType.STRING } });
    api.fn.addEnvironment('FLAG', 'on');
    (api.restApi.node.defaultChild as CfnRestApi).disableExecuteApiEndpoint = true;
    (api.stage.node.defaultChild as CfnStage).addPropertyOverride('MethodSettings.0.LoggingLevel', 'INFO');
    new CfnOutput(this, 'Url', { value: api.stage.urlForPath('/') });
  }

  public newCluster(spark: EmrCluster): void {
    spark.addConfiguration({ classification: 'spark-defaults', properties: { 'spark.app.generation': '2' } });
  }

  public checked(app: App, queue: Construct): void {
    Validations.of(app).addPlugins(new DeliveryChecks());

    Validations.of(queue).acknowledge({ id: 'cdk-keel-delivery::KEEL-SNS-SQS-01', reason: 'subscribed by hand after deployment' });
  }
}
