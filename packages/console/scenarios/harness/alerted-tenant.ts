import { eventually, type Person, type Platform, type Tenant } from '@crm/scenarios';

export const markup = '<img src=x onerror=alert(1)>';

export interface AlertedTenant extends Tenant {
  /** An administrator who invites so many at once that she is contained. */
  readonly anna: Person;
}

/**
 * A tenant whose owner has been told of a security alert and of a new contact. The first of Anna's guests is called
 * like a piece of markup, and mail to `bounce.eve@<slug>.example` comes back.
 */
export async function alertedTenant(platform: Platform, name: string): Promise<AlertedTenant> {
  const tenant = await platform.newTenant(name);
  const anna = await platform.join(tenant, 'Anna', 'admin');
  const guests = [[markup, 'bounce.eve'], ...Array.from({ length: 13 }, (_, n) => [`Guest ${n}`, `guest${n}`])];
  await Promise.all([
    tenant.owner.session.post('/v1/contacts', { givenName: markup, ownerId: tenant.owner.userId }),
    ...guests.map(([guest, mailbox]) =>
      anna.session.post('/v1/invitations', {
        email: `${mailbox}@${tenant.slug}.example`,
        name: guest,
        role: 'viewer',
      }),
    ),
  ]);
  await eventually(async () => {
    const { items } = await tenant.owner.session.get('/v1/notifications?state=unread');
    const told = items.map(({ title }: { title: string }) => title).join('\n');
    return told.includes('Security alert') && told.includes('New contact');
  });
  return { ...tenant, anna };
}
