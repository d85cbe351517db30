/** Lets clicks through, drops heartbeats, and marks what is no JSON. */
exports.handler = async ({ records }) => {
  const results = records.map(({ recordId, data }) => ({ recordId, data, result: resultOf(data) }));
  const count = (result) => results.filter((one) => one.result === result).length;
  console.log(`${records.length} records: ${count('Dropped')} dropped, ${count('ProcessingFailed')} failed`);
  return { records: results };
};

function resultOf(data) {
  try {
    const { kind } = JSON.parse(Buffer.from(data, 'base64').toString());
    return kind === 'heartbeat' ? 'Dropped' : 'Ok';
  } catch {
    return 'ProcessingFailed';
  }
}
