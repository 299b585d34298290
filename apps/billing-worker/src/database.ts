import { defineDatabase } from '@crm/platform';
import { BillingAccount } from './accounts/billing-account.entity.js';
import { Invoice } from './invoices/invoice.entity.js';
import { InvoiceLine } from './invoices/invoice-line.entity.js';
import { Settlement } from './invoices/settlement.entity.js';
import { CreateBilling1764000000000 } from './migrations/1764000000000-create-billing.js';
import { Subscription } from './subscriptions/subscription.entity.js';
import { UsageRecord } from './usage-records/usage-record.entity.js';

export const database = defineDatabase({
  entities: [BillingAccount, Subscription, UsageRecord, Invoice, InvoiceLine, Settlement],
  migrations: [CreateBilling1764000000000],
});
