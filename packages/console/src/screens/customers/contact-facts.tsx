import { Link } from '@tanstack/react-router';
import { ActorName } from '../../people/actor-name.js';
import { useTenantId } from '../../routes/roots.js';
import { Badge } from '../../ui/badge.js';
import { CopyText } from '../../ui/copy-text.js';
import { Facts, Panel } from '../../ui/page.js';
import { Moment } from '../../ui/time.js';
import { useAttributes } from './contact-dialog.js';
import { type Contact, sourceLabels } from './contact-sources.js';

/** What is known of a contact: how it is reached, who it is, and what the tenant has defined beside that. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const tenantId = useTenantId();
  const attributes = useAttributes();
  const { id, emails, phones, company, jobTitle, givenName, familyName, ownerId, source, importId } = contact;
  return (
    <div className="flex flex-col gap-4">
      <Panel title="Contact details">
        {emails.length + phones.length === 0 && (
          <p className="text-[13px] text-muted">No e-mail address or phone number.</p>
        )}
        <ul className="flex flex-col gap-2 text-[13px]">
          {emails.map(({ address, primary, verified, status, bounceReason }) => (
            <li key={address} className="flex flex-wrap items-center gap-2">
              <CopyText text={address} />
              {primary && <Badge>primary</Badge>}
              {verified && <Badge tone="good">verified</Badge>}
              {status === 'bounced' && <Badge tone="bad">bounced</Badge>}
              {bounceReason && <span className="text-xs text-muted">{bounceReason}</span>}
            </li>
          ))}
          {phones.map(({ number, label }) => (
            <li key={number} className="flex flex-wrap items-center gap-2">
              <CopyText text={number} />
              {label && <span className="text-xs text-muted">{label}</span>}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="About">
        <Facts
          facts={[
            ['Name', [givenName, familyName].filter(Boolean).join(' ') || '–'],
            ['Company', company ? <CompanyLink key="company" company={company} /> : '–'],
            ['Job title', jobTitle ?? '–'],
            ['Owner', ownerId ? <ActorName key="owner" actor={`user:${ownerId}`} /> : '–'],
            ...attributes.map(({ key, label }) => [label, shown(contact.attributes[key])] as const),
          ]}
        />
      </Panel>
      <Panel title="Record">
        <Facts
          facts={[
            ['Id', <CopyText key="id" text={id} />],
            [
              'Source',
              importId ? (
                <Link
                  key="import"
                  to="/t/$tenantId/customers/imports/$importId"
                  params={{ tenantId, importId }}
                  className="text-accent hover:underline"
                >
                  {sourceLabels[source]}
                </Link>
              ) : (
                sourceLabels[source]
              ),
            ],
            ['Version', contact.version],
            ['Created', <Moment key="since" at={contact.createdAt} />],
            ['Updated', <Moment key="changed" at={contact.updatedAt} />],
          ]}
        />
      </Panel>
    </div>
  );
}

function CompanyLink({ company }: { company: string }) {
  return (
    <Link
      to="/t/$tenantId/customers"
      params={{ tenantId: useTenantId() }}
      search={{ company }}
      className="text-accent hover:underline"
    >
      {company}
    </Link>
  );
}

function shown(value: string | number | boolean | undefined): string {
  if (value === undefined) return '–';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
