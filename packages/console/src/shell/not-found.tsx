import { Link } from '@tanstack/react-router';
import { buttonClass } from '../ui/button.js';
import { Empty } from '../ui/states.js';

export function NotFound() {
  return (
    <Empty
      title="There is nothing here"
      action={
        <Link to="/" className={buttonClass()}>
          To the beginning
        </Link>
      }
    >
      The address is wrong, or what stood here is gone.
    </Empty>
  );
}
