import { type AddressInfo, createServer } from 'node:net';
import { tellParent } from '../measure/tell-parent.js';

/** A process that answers every request without a body with the same few bytes, as cheaply as can be. */
const body = JSON.stringify({ items: [{ id: 1, name: 'A contact' }], nextCursor: null });
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: keep-alive\r\n\r\n${body}`,
);
const server = createServer({ noDelay: true }, (socket) => {
  let open = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    open += chunk.toString('latin1');
    for (let end = open.indexOf('\r\n\r\n'); end >= 0; end = open.indexOf('\r\n\r\n')) {
      open = open.slice(end + 4);
      socket.write(answer);
    }
  });
});
server.listen(0, '127.0.0.1', () => tellParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
