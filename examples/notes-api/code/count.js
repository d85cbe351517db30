const { DynamoDBClient, paginateScan } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});

/** GET /count: how many notes there are, for programs and for users of the group editors. */
exports.handler = async ({ requestContext }) => {
  const { 'username': username, 'cognito:groups': groups = '' } = requestContext.authorizer.claims;
  const isProgram = username === undefined;
  if (!isProgram && !groups.match(/[\w-]+/g)?.includes('editors')) return answer(403, { message: 'for editors only' });

  let notes = 0;
  const scan = { TableName: process.env.TABLE_NAME, Select: 'COUNT' };
  for await (const { Count: count } of paginateScan({ client: dynamodb }, scan)) notes += count;
  return answer(200, { notes });
};

function answer(statusCode, body) {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': process.env.CORS_ORIGIN },
    body: JSON.stringify(body),
  };
}
