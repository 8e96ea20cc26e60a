/**
 * PostgreSQL's settings for a chat on a small machine. They are given on the command line and not in the cluster's own
 * file, so that a newer Causerie brings newer settings. https://www.postgresql.org/docs/18/runtime-config.html
 */
const settings: Readonly<Record<string, string>> = {
  // Reached by loopback and password alone: a socket's path may be longer than the 107 bytes that it can have.
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "50",
  shared_buffers: "128MB",

  // What was acknowledged is on the disk.
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  wal_compression: "on",

  // Chats are short statements; compiling them, or splitting a report over both cores, delays messages.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  random_page_cost: "1.1",

  // The statement of an error may hold a visitor's words, which do not belong in a log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
  log_timezone: "UTC",
  timezone: "UTC",
};

export function postgresArguments(folder: string, port: number): string[] {
  const options = Object.entries({ ...settings, port: String(port) });
  return ["-D", folder, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
