const fs = require('node:fs');

const ledger = fs.openSync(process.env.LEDGER, 'a');
const worker = process.env.WORKER ?? `process ${process.pid}`;

/** Writes what happened to a message at the end of a file that all workers of its queue share. It stays written when this process is killed. */
exports.record = (event, message, id, receive) => {
  fs.writeSync(ledger, `${JSON.stringify({ at: Date.now(), worker, event, message, id, receive })}\n`);
};
