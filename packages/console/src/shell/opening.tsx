import { SkeletonLines } from '../ui/states.js';

/** In place of what is not here yet: a session that is resumed in its turn, or the code of a screen. */
export function Opening() {
  return (
    <div className="mx-auto max-w-4xl p-4 md:p-6">
      <SkeletonLines lines={9} />
    </div>
  );
}
