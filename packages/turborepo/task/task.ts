import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TaskReply, TaskRequest } from './protocol';

// Turborepo starts this program for every task, so that it loads nothing but itself: what it is asked for is done by the `goshawk
// turbo run` around it, which puts tasks together, and by the whole command line only where there is none.

const server = process.env.GOSHAWK_TASK_SERVER ?? '';
if (server === '') runAlone();
else ask(server);

function ask(path: string): void {
  const [kind = '', ...args] = process.argv.slice(2);
  const socket = connect(path);
  let isConnected = false;
  let isAnswered = false;
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('connect', () => {
    isConnected = true;
    const request: TaskRequest = { kind, args, cwd: process.cwd(), env: process.env };
    socket.write(`${JSON.stringify(request)}\n`);
  });
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const reply = JSON.parse(line) as TaskReply;
      if ('output' in reply) process.stdout.write(reply.output);
      else {
        isAnswered = true;
        process.exitCode = reply.exitCode;
        socket.end();
      }
    }
  });
  socket.on('error', () => {
    // Of a run that has ended meanwhile nothing is left but the variable.
    if (!isConnected) runAlone();
  });
  socket.on('close', () => {
    if (!isConnected || isAnswered) return;
    process.stderr.write('goshawk: the `goshawk turbo run` around this task has ended before it.\n');
    process.exitCode = 1;
  });
}

function runAlone(): void {
  process.argv.splice(2, 0, 'turbo', 'task');
  createRequire(__filename)(join(__dirname, '..', 'cli', 'main.js'));
}
