import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PEER = pathToFileURL(path.resolve(import.meta.dirname, '../../lib/ops/launcher/name-peer.mjs')).href;

const SERVER = `
  const http = require('node:http');
  const server = http.createServer((request, response) => response.end(request.headers['x-forwarded-for'])).listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    const ask = async (headers) => (await fetch(url, { headers })).text();
    console.log(JSON.stringify([await ask({}), await ask({ 'x-forwarded-for': '8.8.8.8' })]));
    process.exit();
  });`;

it('adds who speaks with the web server to what they claim', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', PEER, '--eval', SERVER]);
  expect(JSON.parse(stdout)).toEqual(['127.0.0.1', '8.8.8.8, 127.0.0.1']);
});
