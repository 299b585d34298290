import { render } from './engines.js';
import type { Letter } from './letter.js';

export interface InvitationLetter {
  readonly name: string;
  readonly role: string;
  readonly url: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export const invitation = {
  html: `{% layout "layout" %}{% block letter %}
<h2>Welcome, {{ name }}</h2>
<p>You have been invited as {{ role }}. Follow the link to choose a password and sign in.</p>
<p><a href="{{ url }}">Accept the invitation</a></p>
<p>The link works once, until {{ until }} UTC.</p>
<p>If you did not expect this, ignore this mail: nothing happens without you.</p>
{% endblock %}`,
  text: `{% layout "layout" %}{% block letter %}Welcome, {{ name }}

You have been invited as {{ role }}. Follow the link to choose a password and sign in.

Accept the invitation: {{ url }}

The link works once, until {{ until }} UTC.

If you did not expect this, ignore this mail: nothing happens without you.
{% endblock %}`,
};

export function invitationLetter({ expiresAt, ...letter }: InvitationLetter): Letter {
  return render(invitation, { ...letter, until: expiresAt.slice(0, 16).replace('T', ' ') });
}
