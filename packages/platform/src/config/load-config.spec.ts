import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.js';
import { ServiceConfig } from './service-config.js';

class WidgetConfig extends ServiceConfig {
  // No type: it has to be told by the default.
  @IsInt()
  @Min(1)
  @Max(10)
  WIDGET_PARTS = 5;

  @IsBoolean()
  WIDGET_LOUD: boolean = false;

  @IsString()
  WIDGET_SECRET: string;

  @IsOptional()
  @IsInt()
  WIDGET_EXTRA?: number;
}

const right = {
  DATABASE_URL: 'postgres://crm_widgets_app:pw@127.0.0.1:5432/crm_widgets',
  AMQP_URL: 'amqp://widgets:pw@localhost:5672/crm',
  KEYS_DIR: '/keys',
  WIDGET_SECRET: 's',
};

describe('the configuration', () => {
  it('is read from variables of the same names', () => {
    const config = loadConfig(WidgetConfig, {
      ...right,
      WIDGET_PARTS: '7',
      WIDGET_LOUD: 'true',
      WIDGET_EXTRA: '',
      PORT: '4002',
      SERVICE_URLS: '{"user-auth":"http://127.0.0.1:4002"}',
    });
    expect(config).toMatchObject({
      WIDGET_PARTS: 7,
      WIDGET_LOUD: true,
      PORT: 4002,
      HOST: '127.0.0.1',
      SERVICE_URLS: { 'user-auth': 'http://127.0.0.1:4002' },
    });
    expect(config.WIDGET_EXTRA).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names everything that is wrong at once and repeats no value', () => {
    const env = {
      ...right,
      DATABASE_URL: 'mysql://root:hunter2@host/db',
      PORT: '7x',
      WIDGET_PARTS: '11',
      WIDGET_SECRET: undefined,
    };
    try {
      loadConfig(WidgetConfig, { ...env, SERVICE_URLS: '{broken', LOG_LEVEL: 'loud' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const { problems, message } = error as ConfigError;
      const named = ['DATABASE_URL', 'PORT', 'WIDGET_PARTS', 'WIDGET_SECRET is not set', 'SERVICE_URLS', 'LOG_LEVEL'];
      for (const name of named) expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
      expect(problems).toHaveLength(named.length);
      expect(message).not.toContain('hunter2');
    }
  });
});
