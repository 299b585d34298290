import { ServiceConfig } from '@crm/platform';
import { IsInt, IsObject, Min } from 'class-validator';
import { AreRuleSettings, type RuleSettings } from './alerts/rule-settings.js';
import { ArePublicKeys, type PublicKeys } from './checkpoints/public-keys.js';

export class AuditConfig extends ServiceConfig {
  /** Days that a sealed log is kept for at least: seven years, as most accounting law asks. */
  @IsInt()
  @Min(1)
  AUDIT_RETENTION_DAYS: number = 2_557;

  /** Entries between two checkpoints that nothing else asked for. */
  @IsInt()
  @Min(1)
  AUDIT_CHECKPOINT_EVERY: number = 1_000;

  /** JSON object by key of rule: `{"many-invitations": {"threshold": 3, "windowSeconds": 60, "severity": "high"}}`. */
  @IsObject()
  @AreRuleSettings()
  AUDIT_RULES: RuleSettings = {};

  /** JWKS with the public halves of earlier keys, so that their checkpoints stay provable after a change of keys. */
  @IsObject()
  @ArePublicKeys()
  AUDIT_FORMER_KEYS: PublicKeys = { keys: [] };
}
