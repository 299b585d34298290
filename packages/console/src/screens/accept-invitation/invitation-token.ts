const address = new URL(location.href);
const comesByLink = address.pathname === '/console/accept-invitation';

/** The token of the link that led here. */
export const invitationToken = comesByLink ? address.searchParams.get('token') : null;

// It opens the door: before anything else is shown, it is out of the address, the history and what others are referred by.
if (invitationToken !== null) {
  address.searchParams.delete('token');
  history.replaceState(history.state, '', address);
}
