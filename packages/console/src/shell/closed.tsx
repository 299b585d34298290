import { Empty } from '../ui/states.js';

/** Stands in the place of a screen that the user's role does not open. */
export function Closed({ permission }: { permission: string }) {
  return (
    <Empty title="This screen is closed to you">
      It needs the permission {permission}, which your role does not have. Whoever administers access can give it to
      you.
    </Empty>
  );
}
