const http = require('node:http');
const { BadRequest, takeOrder } = require('./orders');

/** Longer than the load balancer keeps an idle connection, or it would send requests into connections that are being closed. */
const KEEP_ALIVE_MILLISECONDS = 65_000;

const server = http.createServer((request, response) => {
  answer(request).catch((error) => {
    const isTheirs = error instanceof BadRequest;
    if (!isTheirs) console.error(error);
    return { status: isTheirs ? 400 : 500, body: { message: isTheirs ? error.message : 'not now' } };
  }).then(({ status, body }) => {
    // Who is answered while the server stops is to go elsewhere next time.
    if (!server.listening) response.setHeader('Connection', 'close');
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
});
server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;

async function answer(request) {
  if (request.method === 'GET' && request.url === '/health') return { status: 200, body: { healthy: true } };
  if (request.method === 'POST' && request.url === '/orders') return { status: 202, body: await takeOrder(request) };
  return { status: 404, body: { message: 'no such page' } };
}

/** Requests that are open are answered; the process ends by itself when the last one is. */
process.once('SIGTERM', () => {
  server.close(() => console.log('stopped'));
  server.closeIdleConnections();
});

server.listen(Number(process.env.PORT ?? 8080), process.env.HOST, () => console.log(`listening on port ${server.address().port}`));
