import { describe, expect, it } from 'vitest';
import { withContext } from '../context/request-context.js';
import { Log } from './log.js';
import { hostedBy, nestLogger } from './nest-logger.js';

function recorded(service: string) {
  const lines: Record<string, unknown>[] = [];
  const log = Log.create(service, 'info', { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) });
  return { log, lines };
}

describe('a log line', () => {
  it('carries the service and the work in progress', () => {
    const { log, lines } = recorded('widgets');
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
    const context = { requestId: 'r', correlationId: 'c', hopCount: 0, actor: 'a', tenantId: 't', traceparent };
    withContext(context, () => log.for('relay').warn('It is late', { seconds: 3 }));
    expect(lines[0]).toMatchObject({
      level: 'warn',
      service: 'widgets',
      part: 'relay',
      msg: 'It is late',
      seconds: 3,
      requestId: 'r',
      correlationId: 'c',
      tenantId: 't',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  it('hides what has a secret name, however deep', () => {
    const { log, lines } = recorded('widgets');
    log.info('Sent', {
      headers: { authorization: 'Bearer s3cret', 'set-cookie': ['s3cret'] },
      items: [{ newPassword: 's3cret', refreshToken: 's3cret', clientSecret: 's3cret', name: 'shown' }],
      error: Object.assign(new Error('no'), { parameters: ['s3cret'], code: '23505' }),
    });
    expect(JSON.stringify(lines)).not.toContain('s3cret');
    expect(lines[0]).toMatchObject({ items: [{ name: 'shown' }], error: { message: 'no', code: '23505' } });
  });

  it('survives what cannot be written', () => {
    const { log, lines } = recorded('widgets');
    const circle: Record<string, unknown> = { size: 1n };
    circle['self'] = circle;
    log.info('A circle', { circle });
    expect(lines).toHaveLength(1);
  });

  it('of Nest belongs to the service whose code runs', () => {
    const [one, other] = [recorded('one'), recorded('other')];
    const logger = nestLogger(one.log);
    hostedBy(other.log, () => logger.error('It broke', new Error('why').stack, 'Consumer'));
    logger.log('Mapped a route', 'RouterExplorer');
    expect(one.lines).toHaveLength(0);
    expect(other.lines[0]).toMatchObject({ level: 'error', service: 'other', part: 'Consumer', msg: 'It broke' });
  });
});
