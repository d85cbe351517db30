import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketNotificationConfigurationCommand, paginateListObjectsV2, PutBucketNotificationConfigurationCommand, PutObjectCommand,
} from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { sendEdits } from './edits';
import { Inbox } from './inbox';
import { corruptPhotos, crashing, keyIn, nameOf, Photo, photo, photosNamed } from './photos';
import { closeQueue, closeTopic } from './policies';
import { Thumbnails } from './thumbnails';
import { alarmsOf, countPages } from '../alarm-routing';
import { depth, lookAtDeadLetters, triesOf, visible } from '../dead-letters';
import { countUntil } from '../poll';
import { say } from '../progress';
import { isOfThisRun } from '../run-id';
import { Scenario, Stage } from '../scenario';

const STACK = 'PhotoPipeline';

export const PHOTO_PIPELINE: Scenario = {
  stack: STACK,
  summary: '32 photos from a bucket to a table; a throttle, a crash, duplicates, corrupt photos, policies taken away; edits in order',
  checkedOnly: {
    emulator: [
      'KMS: the emulator asks no service for a right on the one key; the functions\' own rights on it neither',
      'queue to alarm: the emulator publishes no SQS metrics',
      'alarm to topic: the emulator publishes for an alarm whatever the topic and key policies say',
      'the dead-letter queues of the subscriptions: it puts nothing there, so what a closed queue refuses is lost there and not in AWS',
      'a throttled function: the emulator leaves the messages in the queue; in AWS they may be received, refused and counted as a try',
      'filters on the records of a notification, as Records.s3.object.key: the emulator does not look into lists; the filter that runs is on Event',
      'FifoTopic of the template: its CloudFormation drops it, the run sets it by hand; high throughput is only stored there',
    ],
  },
  run: (stage) => new PhotoRun(stage).run(),
};

/** Uploads photos to the deployed stack and counts where each went. */
class PhotoRun {
  private readonly waiting = photosNamed('waiting', 5).map((one, index) => index === 2 ? crashing(one) : one);
  private readonly good = photosNamed('good', 22);
  private readonly corrupt = corruptPhotos(3);
  private readonly unannounced = photo('topic closed');
  private readonly refused = photo('queue closed');
  private readonly all = [...this.waiting, ...this.good, ...this.corrupt, this.unannounced, this.refused];
  private readonly audit: Inbox;
  private readonly thumbnails: Thumbnails;

  private readonly target: Stage['target'];
  private readonly outputs: Stage['outputs'];
  private readonly tally: Stage['tally'];

  constructor(private readonly stage: Stage) {
    const { target: { clients, patience }, outputs } = stage;
    this.target = stage.target;
    this.outputs = outputs;
    this.tally = stage.tally;
    this.audit = new Inbox(clients.sqs, 'Audit', outputs.AuditQueueUrl, patience);
    this.thumbnails = new Thumbnails(clients.dynamodb, outputs.TableName, patience);
  }

  public async run(): Promise<void> {
    await this.throttleAndCrash();
    await this.fanOut();
    // The corrupt photos are tried again and again meanwhile.
    await this.repeatNotifications();
    await this.closeTopic();
    await this.closeQueue();
    await sendEdits(this.stage);
    await this.deadLetterAndRedrive();
    await this.accountForAll();
  }

  private async throttleAndCrash(): Promise<void> {
    const { lambda, sqs } = this.target.clients;
    const { ThumbnailerName: FunctionName, ThumbnailsQueueUrl } = this.outputs;
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await this.upload(this.waiting);
    await this.audit.collect(5, () => this.announced().length);
    const waiting = await countUntil(5, this.target.patience.arrivalSeconds, 'waiting messages', () => visible(sqs, ThumbnailsQueueUrl));
    const recorded = (await this.thumbnails.of(this.waiting)).length;
    say(`function throttled: of 5 uploads ${waiting} wait in the queue, ${recorded} are recorded`);
    this.tally.count('throttled: uploads waiting in Thumbnails', 5, waiting, 'visible, after Audit was quiet; the function\'s reserved concurrency is 0');
    this.tally.count('throttled: records', 0, recorded, 'Scan of the table');

    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    say('throttle taken away; the function\'s process ends at the third photo of the batch, and the batch comes again after its visibility timeout');
  }

  private async fanOut(): Promise<void> {
    await this.sendTestEvent();
    await this.upload([...this.good, ...this.corrupt]);
    await this.put('drafts/left-out.png', this.good[0].body);
    await this.audit.collect(30, () => this.announced().length);
    const recorded = await this.thumbnails.recorded(this.good);
    say(`${this.announced().length} of 30 uploads arrived at Audit, ${recorded} of 22 good ones are recorded`);
    this.tally.count('uploads announced at Audit: all 30', 30, this.announced().length, 'different keys received');
    this.tally.count('uploads outside photos/ announced', 0, this.audited((key) => key?.startsWith('drafts/')), 'the notification has a prefix');
    this.tally.count('recorded: the good ones', 22, recorded, 'one record each, with the size of the thumbnail');

    const afterCrash = await this.thumbnails.recorded(this.waiting);
    const secondTry = (await this.thumbnails.of(this.waiting)).filter(({ receiveCount }) => receiveCount === 2).length;
    const again = await this.thumbnails.duplicates(this.waiting, 2);
    say(`${afterCrash} of the 5 photos of the crashed batch are recorded`);
    this.tally.count('crash: recorded, all of the batch', 5, afterCrash, 'one record each');
    this.tally.count('crash: recorded at the second try', 3, secondTry, 'receive count in the record');
    this.tally.count('crash: came again and left as they were', 2, again, 'duplicates counted on the records');
  }

  /** Setting the notification again, as it is, makes S3 test the topic. */
  private async sendTestEvent(): Promise<void> {
    const { s3 } = this.target.clients;
    const { BucketName: Bucket } = this.outputs;
    const { TopicConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    const testEvents = () => this.audited((key) => key === undefined);
    const before = testEvents();
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { TopicConfigurations } }));
    await this.audit.collect(before + 1, testEvents);
    this.tally.count('test events of S3 at Audit', 1, testEvents() - before, 'the body keeps them out of Thumbnails: see the dead letters');
  }

  private async repeatNotifications(): Promise<void> {
    const repeated = this.good.slice(0, 5);
    const messages = repeated.map(({ key }) => this.audit.bodies.find((body) => keyIn(JSON.parse(body)) === key)!);
    for (const Message of [...messages, ...messages]) {
      await this.target.clients.sns.send(new PublishCommand({ TopicArn: this.outputs.PhotosTopicArn, Message }));
    }
    const dropped = await this.thumbnails.duplicates(repeated, 10);
    const recorded = await this.thumbnails.recorded(repeated);
    say(`5 notifications published twice more: ${dropped} of 10 dropped as duplicates`);
    this.tally.count('published twice more: dropped as duplicates', 10, dropped, 'counted on the records by the function');
    this.tally.count('published twice more: still one record', 5, recorded, 'unchanged records');
  }

  private async closeTopic(): Promise<void> {
    const restore = await closeTopic(this.target.clients, this.outputs.PhotosTopicArn);
    await this.upload([this.unannounced]);
    await this.audit.collect(0, () => 0);
    this.tally.count('the topic\'s policy taken away: at Audit', 0, this.announcedOf(this.unannounced), 'one more upload; SetTopicAttributes');
    await restore();
    await this.upload([this.unannounced]);
    await this.audit.collect(1, () => this.announcedOf(this.unannounced));
    const recorded = await this.thumbnails.recorded([this.unannounced]);
    say(`topic without its policy, then with it: uploads announced ${this.announcedOf(this.unannounced)} of 1`);
    this.tally.count('the topic\'s policy restored: at Audit', 1, this.announcedOf(this.unannounced), 'the same photo uploaded again');
    this.tally.count('the topic\'s policy restored: recorded', 1, recorded, 'one record');
  }

  private async closeQueue(): Promise<void> {
    const restore = await closeQueue(this.target.clients, this.outputs.ThumbnailsQueueUrl);
    await this.upload([this.refused]);
    await this.audit.collect(1, () => this.announcedOf(this.refused));
    const before = (await this.thumbnails.of([this.refused])).length;
    this.tally.count('Thumbnails\' policy taken away: at Audit', 1, this.announcedOf(this.refused), 'one more upload; SetQueueAttributes');
    this.tally.count('Thumbnails\' policy taken away: recorded', 0, before, 'Scan after Audit was quiet');
    await restore();
    await this.upload([this.refused]);
    const recorded = await this.thumbnails.recorded([this.refused]);
    say(`queue without its policy, then with it: ${before} and ${recorded} recorded`);
    this.tally.count('Thumbnails\' policy restored: recorded', 1, recorded, 'the same photo uploaded again; one record');
  }

  private async deadLetterAndRedrive(): Promise<void> {
    const { clients, patience, redrive } = this.target;
    const { cli } = this.stage;
    const { PagesTopicArn, ThumbnailsDeadLetterAlarmName, ThumbnailsDeadLetterQueueUrl, ThumbnailsQueueUrl } = this.outputs;
    const { times, secondsApart } = await triesOf(clients.sqs, ThumbnailsQueueUrl);
    say(`waiting until the 3 corrupt photos have been tried ${times} times, ${secondsApart} s apart`);
    const seconds = times * secondsApart + patience.arrivalSeconds;
    const names = await lookAtDeadLetters(clients.sqs, ThumbnailsDeadLetterQueueUrl, this.corrupt.length, seconds, patience.quietSeconds,
      (body) => nameOf(keyIn(body) ?? 'photos/test event'));
    const corrupt = this.corrupt.filter(({ key }) => names.includes(nameOf(key)));
    this.tally.count('dead-lettered: the corrupt ones', 3, corrupt.length, 'keys received from the dead-letter queue');
    this.tally.count('dead-lettered: anything else', 0, names.length - corrupt.length, 'the same: no photo, and no test event of S3');

    const alarms = await alarmsOf(STACK, clients);
    const routed = alarms.filter((alarm) => alarm.AlarmActions?.includes(PagesTopicArn));
    const pages = await countPages(clients, patience, ThumbnailsDeadLetterAlarmName, PagesTopicArn);
    say(`${names.filter(isOfThisRun).length} dead letters, ${pages} page`);
    this.tally.count('alarms routed to Pages', alarms.length, routed.length, 'each alarm of the stack has the topic as an action');
    this.tally.count('pages for the dead-letter alarm', 1, pages, `received by a probe queue; state set by hand: ${this.target.alarmByHand}`);

    await cli.deploy(STACK, await cli.synthesize('fixed', 'fixed=true'));
    say('deployed the fix: a corrupt photo gets a placeholder');
    const redriven = await redrive.run(clients.sqs, ThumbnailsDeadLetterQueueUrl, ThumbnailsQueueUrl);
    this.tally.count('redriven to Thumbnails', 3, redriven, redrive.how);
    this.tally.count('recorded after the fix: the corrupt ones', 3, await this.thumbnails.recorded(this.corrupt), 'one record each, a placeholder');
  }

  private async accountForAll(): Promise<void> {
    const { clients: { s3, sqs }, patience: { arrivalSeconds } } = this.target;
    const { BucketName, ThumbnailsDeadLetterQueueUrl, ThumbnailsQueueUrl } = this.outputs;
    let stored = 0;
    for await (const { KeyCount } of paginateListObjectsV2({ client: s3 }, { Bucket: BucketName, Prefix: 'photos/' })) stored += KeyCount ?? 0;
    const recorded = await this.thumbnails.recorded(this.all);
    const records = (await this.thumbnails.of(this.all)).length;
    const left = await countUntil(0, arrivalSeconds, 'empty queues', async () =>
      await depth(sqs, ThumbnailsQueueUrl) + await depth(sqs, ThumbnailsDeadLetterQueueUrl));
    await this.audit.collect(43, () => this.notifications());
    const dropped = await this.thumbnails.duplicates(this.good, 10);
    const refused = this.announcedOf(this.refused) - (await this.thumbnails.of([this.refused])).length;
    say(`${stored} photos in the bucket, ${recorded} recorded, ${left} messages left`);
    this.tally.count('photos in the bucket', this.all.length, stored, 'ListObjectsV2');
    this.tally.count('photos with a record', stored, recorded, 'one record each, with the size of the thumbnail');
    this.tally.count('records', stored, records, 'Scan: none twice');
    this.tally.count('notifications at Audit', 43, this.notifications(), 'received: 33 of uploads, 10 published again');
    const went = `${records} records, ${dropped} duplicates, ${refused} refused without the policy`;
    this.tally.count('where they went', 43, records + dropped + refused, went);
    this.tally.count('left in Thumbnails and its dead-letter queue', 0, left, 'GetQueueAttributes');
  }

  private async upload(photos: Photo[]): Promise<void> {
    for (const { key, body, metadata } of photos) await this.put(key, body, metadata);
  }

  private async put(Key: string, Body: Buffer, Metadata?: Record<string, string>): Promise<void> {
    await this.target.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.BucketName, Key, Body, Metadata }));
  }

  private notifications(): number {
    return this.audited((key) => this.all.some((one) => one.key === key));
  }

  /** Photos of this run that Audit has been told of. */
  private announced(): Photo[] {
    return this.all.filter((one) => this.announcedOf(one) > 0);
  }

  private announcedOf({ key }: Photo): number {
    return this.audited((received) => received === key);
  }

  private audited(counts: (key: string | undefined) => boolean | undefined): number {
    return this.audit.bodies.filter((body) => counts(keyIn(JSON.parse(body)))).length;
  }
}
