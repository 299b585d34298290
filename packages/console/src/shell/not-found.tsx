import { Link } from '@tanstack/react-router';
import { buttonClass } from '../ui/button.js';
import { Empty } from '../ui/states.js';

export function NotFound() {
  return (
    <Empty
      title="Page not found"
      action={
        <Link to="/" className={buttonClass()}>
          Go to the start page
        </Link>
      }
    >
      The address is wrong, or the page was removed.
    </Empty>
  );
}
