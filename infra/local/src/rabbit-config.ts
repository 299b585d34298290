import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writePrivate } from './private-files.js';

export interface RabbitPorts {
  amqp: number;
  management: number;
  /** Erlang's own: between nodes and command-line tools. */
  distribution: number;
  epmd: number;
}

export interface RabbitAccount {
  user: string;
  password: string;
}

/** A name made from the folder, so that several brokers live side by side. */
export function nodeNameOf(dir: string): string {
  return `crm-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 8)}`;
}

const MEBIBYTE = 1024 * 1024;

/** rabbitmq.conf of a private node. The account is made at the first boot only; no `guest` exists beside it. */
export function rabbitConf(account: RabbitAccount, ports: { amqp: string; managementIp: string; management: number }) {
  const settings: Record<string, string | number | boolean> = {
    'listeners.tcp.1': ports.amqp,
    'management.tcp.ip': ports.managementIp,
    'management.tcp.port': ports.management,
    default_user: account.user,
    default_pass: account.password,
    default_vhost: '/',
    'default_user_tags.administrator': true,
    cluster_name: 'crm',
    // Queue lengths in the management API are at most one second old (default: five).
    collect_statistics_interval: 1000,
    'vm_memory_high_watermark.absolute': 768 * MEBIBYTE,
    'disk_free_limit.absolute': 100 * MEBIBYTE,
    // The log of all quorum queues is also held in memory up to this size (default: 512 MiB).
    'raft.wal_max_size_bytes': 64 * MEBIBYTE,
    // Who acknowledges nothing is cut off after this (milliseconds), and what it holds is given to others.
    consumer_timeout: 1_800_000,
    'log.console': false,
    'log.file.level': 'info',
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')}\n`;
}

/** Settings of the application `rabbit` by their names in Erlang, in place of ours: for what rabbitmq.conf cannot say. */
export type RabbitSettings = Readonly<Record<string, number>>;

/** The file `advanced.config`, which has the last word. */
export function advancedConfig(settings: RabbitSettings = {}): string {
  const terms = Object.entries(settings).map(([name, value]) => `{${name}, ${value}}`);
  return `[{rabbit, [${terms.join(', ')}]}].\n`;
}

/** Writes the node's files below `dir` and returns the environment its scripts need. */
export function prepareNode(
  dir: string,
  name: string,
  account: RabbitAccount,
  ports: RabbitPorts,
  settings?: RabbitSettings,
): Record<string, string> {
  const file = (...parts: string[]) => join(dir, ...parts);
  const home = file('home');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const cookie = join(home, '.erlang.cookie');
  if (!existsSync(cookie)) writeFileSync(cookie, randomBytes(20).toString('hex'), { mode: 0o400 });
  const amqp = `127.0.0.1:${ports.amqp}`;
  writePrivate(
    file('rabbitmq.conf'),
    rabbitConf(account, { amqp, managementIp: '127.0.0.1', management: ports.management }),
  );
  writePrivate(file('advanced.config'), advancedConfig(settings));
  writePrivate(file('enabled_plugins'), '[rabbitmq_management].\n');
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: home,
    RABBITMQ_NODENAME: `${name}@localhost`,
    RABBITMQ_CONFIG_FILE: file('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: file('advanced.config'),
    RABBITMQ_CONF_ENV_FILE: file('no-env.conf'),
    RABBITMQ_MNESIA_BASE: file('data'),
    RABBITMQ_LOG_BASE: file('log'),
    RABBITMQ_PID_FILE: file('broker.pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins'),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // The script then becomes the node (exec) instead of waiting for it: its pid is the node's.
    RUNNING_UNDER_SYSTEMD: 'true',
  };
}
