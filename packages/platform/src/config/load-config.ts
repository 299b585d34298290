import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { type PropertyKind, propertyKinds } from '../validation/property-kinds.js';
import type { ServiceConfig } from './service-config.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One or more variables are missing or wrong. The message names each with its rule and never repeats a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads a config class from `env` and freezes it. An empty variable counts as one that is not set.
 * @throws ConfigError that lists every wrong variable at once
 */
export function loadConfig<C extends ServiceConfig>(type: new () => C, env: Environment): C {
  const config = new type();
  for (const [name, kind] of propertyKinds(type)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    Reflect.set(config, name, parse(text, kind));
  }
  const problems = validateSync(config, { forbidUnknownValues: false }).flatMap((error) => {
    const missing = error.value === undefined;
    const rules = Object.values(error.constraints ?? {}).join(', ');
    return missing ? `${error.property} is not set: ${rules}` : rules;
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

/** Text that cannot be read as `kind` stays text, so that the rule of the property names the mistake. */
function parse(text: string, kind: PropertyKind): unknown {
  switch (kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return text.split(',').map((item) => item.trim());
    case 'object':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return text;
      }
    case 'string':
      return text;
  }
}
