// Preloaded into the web server. An address of the API that cannot be decoded is refused by the framework's router with a page,
// before any of our routes could answer; the API promises a problem body for every error.
import http from 'node:http';

const { emit } = http.Server.prototype;
const BODY = JSON.stringify({ type: 'about:blank', title: 'Malformed request', status: 400, detail: 'The address cannot be decoded: a percent sign in it starts no character.' });

function undecodable(url = '') {
  // A request may name the site too, as requests to a proxy do.
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1)[0];
  if (!path.startsWith('/api/')) return false;
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    return true;
  }
}

http.Server.prototype.emit = function emitDecodable(event, ...args) {
  const [request, response] = args;
  if (event !== 'request' || !undecodable(request.url)) return emit.call(this, event, ...args);
  response.writeHead(400, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }).end(BODY);
  return true;
};
