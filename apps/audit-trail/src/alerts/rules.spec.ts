import { loadConfig } from '@crm/platform';
import { describe, expect, it } from 'vitest';
import { AuditConfig } from '../config.js';
import { rulesWith } from './rules.js';

const env = { DATABASE_URL: 'postgres://a@b/c', AMQP_URL: 'amqp://a@b', KEYS_DIR: '/keys' };
const load = (rules: unknown) => loadConfig(AuditConfig, { ...env, AUDIT_RULES: JSON.stringify(rules) });

describe('the rules', () => {
  it('are as they were agreed', () => {
    const told = rulesWith({}).map(
      (rule) => `${rule.key} ${rule.threshold} ${rule.windowSeconds / 60} ${rule.severity}`,
    );
    expect(told).toEqual([
      'many-invitations 12 10 high',
      'privilege-raised 5 10 high',
      'acting-after-deactivation 1 60 critical',
      `large-import 50000 ${1 / 60} medium`,
      'reputation 10 60 medium',
      'endpoint-failing 5 60 medium',
      `workflow-failing-series 5 ${1 / 60} medium`,
    ]);
  });

  it('can be set one by one, and what is not set stays', () => {
    const { AUDIT_RULES } = load({ reputation: { threshold: 2 } });
    const reputation = rulesWith(AUDIT_RULES).find(({ key }) => key === 'reputation');
    expect(reputation).toMatchObject({ threshold: 2, windowSeconds: 3_600, severity: 'medium' });
  });

  it('are refused with what is wrong', () => {
    for (const wrong of [
      { 'no-such-rule': {} },
      { reputation: { threshold: 0 } },
      { reputation: { threshold: '3' } },
      { reputation: { severity: 'mild' } },
      { reputation: { colour: 1 } },
      { reputation: 3 },
    ]) {
      expect(() => load(wrong), JSON.stringify(wrong)).toThrow(/AUDIT_RULES must name rules/);
    }
  });
});
