import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, parseJson, sha256 } from '../../support';
import type { TaskReply, TaskRequest } from '../task/protocol';

/** One task that waits for its outcome. */
export interface WaitingTask {
  readonly request: TaskRequest;
  reply(reply: TaskReply): void;
  /** Whether somebody still waits. */
  isWaiting(): boolean;
}

/** Longest path of a socket (sun_path of macOS). */
const PATH_LIMIT = 100;

/** Takes the requests of the tasks of one run, on a socket that only this user can reach. */
export class TaskServer {
  private readonly directory = mkdtempSync(join(tmpdir(), 'goshawk-'));
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly onTask: (task: WaitingTask) => void) {
    this.server = createServer((socket) => this.serve(socket));
  }

  /** @returns where it listens; undefined where that is not possible, and each task runs by itself */
  async listen(): Promise<string | undefined> {
    const path =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\goshawk-${sha256(this.directory).slice(0, 16)}`
        : join(this.directory, 'tasks');
    if (path.length > PATH_LIMIT) return undefined;
    return new Promise((resolve) => {
      this.server.once('error', () => resolve(undefined));
      this.server.listen(path, () => resolve(path));
    });
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end === -1) return;
      const request = parseJson(text.slice(0, end));
      text = '';
      if (!isRequest(request)) return void socket.destroy();
      this.onTask({
        request,
        reply: (reply) => {
          if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
        },
        isWaiting: () => socket.writable,
      });
    });
    // A task that is killed takes its connection with it.
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}

function isRequest(value: unknown): value is TaskRequest {
  return (
    isObject(value) &&
    typeof value.kind === 'string' &&
    typeof value.cwd === 'string' &&
    Array.isArray(value.args) &&
    isObject(value.env)
  );
}
