import net from "node:net";
import { startConfigured, type RunningConsole } from "./start-console.ts";
import { listen } from "./upstreams.ts";

/** A console for many scenes, one after the other: a switch stands in its platform's place. Must be closed. */
export interface SwitchedConsole extends Pick<RunningConsole, "url" | "close"> {
  /** From now on this port is the platform; the gateway has closed its connections to the one before. */
  turnTo(port: number): Promise<void>;
}

/** Consoles of which each is lent to one scene at a time. Must be closed. */
export interface ConsolePool {
  /** A console until these parts end; always the same one for the same parts. */
  lend(parts: AsyncDisposableStack): Promise<SwitchedConsole>;
  close(): Promise<void>;
}

/** Opens a pool, which starts as many consoles as are in use at once. */
export function openConsolePool(): ConsolePool {
  const started: Promise<SwitchedConsole>[] = [];
  const idle: Promise<SwitchedConsole>[] = [];
  const lent = new WeakMap<AsyncDisposableStack, Promise<SwitchedConsole>>();

  function start(): Promise<SwitchedConsole> {
    const console = startSwitched();
    started.push(console);
    return console;
  }

  return {
    lend(parts) {
      const console = lent.get(parts) ?? idle.pop() ?? start();
      if (!lent.has(parts)) parts.defer(() => void idle.push(console));
      lent.set(parts, console);
      return console;
    },
    async close() {
      await Promise.all(started.map(async (console) => (await console).close()));
    },
  };
}

/** Starts a console in front of a switch, in plain text. */
export async function startSwitched(): Promise<SwitchedConsole> {
  let target: number | undefined;
  const sockets = new Set<net.Socket>();
  const wires = await listen(
    net.createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      if (target === undefined) return void socket.destroy();
      const far = net.connect(target, "127.0.0.1");
      for (const [one, other] of [
        [socket, far],
        [far, socket],
      ] as const) {
        one.on("error", () => other.destroy()).on("close", () => other.end());
      }
      socket.pipe(far).pipe(socket);
    }),
  );
  const console = await startConfigured(`api_address = 127.0.0.1:${wires.port}\nuse_ssl = false\n`);
  return {
    url: console.url,
    async turnTo(port) {
      target = port;
      const closed = [...sockets].map((socket) => new Promise<unknown>((done) => socket.on("close", done).end()));
      await Promise.all(closed);
    },
    async close() {
      await console.close();
      await wires.close();
    },
  };
}
