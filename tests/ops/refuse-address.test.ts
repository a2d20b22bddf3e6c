import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PRELOAD = pathToFileURL(path.resolve(import.meta.dirname, '../../lib/ops/launcher/refuse-address.mjs')).href;

const SERVER = `
  const http = require('node:http');
  const server = http.createServer((request, response) => response.end('through')).listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    const ask = async (path) => { const answer = await fetch(url + path); return [answer.status, answer.headers.get('content-type'), (await answer.text()).slice(0, 7)]; };
    const whole = (path) => new Promise((resolve) => http.get({ port: server.address().port, path }, (answer) => { answer.resume(); resolve(answer.statusCode); }));
    const by = (method, path) => new Promise((resolve) => http.request({ port: server.address().port, path, method }, (answer) => { answer.resume(); resolve([answer.statusCode, answer.headers['content-type'], answer.headers.allow?.split(', ').length]); }).end());
    if (process.argv.includes('methods')) {
      console.log(JSON.stringify([await by('TRACE', '/api/v1/tokens'), await by('PROPFIND', '/api/v1/tokens'), await by('TRACE', '/tokens'), await by('PATCH', '/api/v1/tokens'), await by('OPTIONS', '/api/v1/tokens')]));
      process.exit();
    }
    console.log(JSON.stringify([await whole('http://elsewhere.example/api/v1/%E0'), await ask('/api/v1/tokens/%E0%A4%A'), await ask('/api/v1/tokens/a%20b?query=%'), await ask('/tokens/%E0%A4%A')]));
    process.exit();
  });`;

it('answers an address of the API that cannot be decoded with a problem, and leaves all others alone', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', PRELOAD, '--eval', SERVER]);
  expect(JSON.parse(stdout)).toEqual([400, [400, 'application/problem+json', '{"type"'], [200, null, 'through'], [200, null, 'through']]);
});

it('answers a method that nothing answers with a problem, never with an error of ours', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', PRELOAD, '--eval', SERVER, 'methods']);
  const [problem, through] = [[405, 'application/problem+json', 7], [200, null, null]];
  expect(JSON.parse(stdout)).toEqual([problem, problem, problem, through, through]);
});
