const { PublishCommand, SNSClient } = require('@aws-sdk/client-sns');

const sns = new SNSClient({});

/** Publishes edits, those of one photo in order. An invocation that is tried again publishes the same ids, and the topic drops them. */
exports.handler = async ({ edits }) => {
  for (const edit of edits) {
    await sns.send(new PublishCommand({
      TopicArn: process.env.TOPIC_ARN,
      Message: JSON.stringify(edit),
      MessageGroupId: edit.photo,
      MessageDeduplicationId: edit.id,
    }));
  }
  return { published: edits.length };
};
