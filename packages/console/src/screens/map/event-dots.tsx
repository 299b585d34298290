import { eventMap, type MapLink } from 'virtual:event-map';
import { useEffect, useRef } from 'react';
import type { LiveState } from '../../live/live-store.js';
import { pointOn } from './curve.js';
import { rateOf } from './figures.js';
import { concerns, type Selection } from './selection.js';

interface Dot {
  readonly link: MapLink;
  readonly startedAt: number;
}

const travelMs = 1_100;
/** Beyond this nobody counts dots any more; the width of the link tells the rate. */
const mostPerLink = 10;
const most = 600;
const radius = 2.2;

interface EventDotsProps {
  readonly state: LiveState | undefined;
  readonly selection: Selection | undefined;
  readonly margin: number;
}

/** A dot for each event that flows (fewer than flow, where many do), all on one canvas above the map. */
export function EventDots({ state, selection, margin }: EventDotsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ state, selection });
  shown.current = { state, selection };
  useEffect(() => (canvas.current ? animate(canvas.current, shown, margin) : undefined), [margin]);
  return <canvas ref={canvas} aria-hidden className="pointer-events-none absolute inset-0 size-full" />;
}

type Shown = { readonly current: Pick<EventDotsProps, 'state' | 'selection'> };

/** Runs until the answered function is called; it stands still while the page is hidden. */
function animate(canvas: HTMLCanvasElement, shown: Shown, margin: number): () => void {
  const context = canvas.getContext('2d');
  const due = new Map<MapLink, number>();
  let dots: Dot[] = [];
  let before = performance.now();
  let frame = requestAnimationFrame(draw);

  function draw(now: number): void {
    frame = requestAnimationFrame(draw);
    if (!context) return;
    const { state, selection } = shown.current;
    const seconds = Math.min(0.1, (now - before) / 1_000);
    before = now;
    for (const link of eventMap.links) {
      const rate = Math.min(mostPerLink, rateOf(state, link));
      const owed = (due.get(link) ?? Math.random()) + rate * seconds;
      if (owed >= 1 && dots.length < most) dots.push({ link, startedAt: now });
      due.set(link, owed % 1);
    }
    dots = dots.filter(({ startedAt }) => now - startedAt < travelMs);
    const scale = resize(canvas, context, margin);
    context.fillStyle = getComputedStyle(canvas).getPropertyValue('--accent');
    for (const { link, startedAt } of dots) {
      context.globalAlpha = selection && !concerns(selection, link) ? 0.08 : 0.9;
      const [x, y] = pointOn(link, (now - startedAt) / travelMs);
      context.beginPath();
      context.arc(x, y, radius / Math.min(1, scale), 0, 2 * Math.PI);
      context.fill();
    }
  }
  return () => cancelAnimationFrame(frame);
}

/** Clears the canvas and gives it the coordinates of the map; answers how large one unit is in CSS pixels. */
function resize(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, margin: number): number {
  const { clientWidth, clientHeight } = canvas;
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const scale = clientWidth / (eventMap.width + 2 * margin);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(scale * ratio, 0, 0, scale * ratio, margin * scale * ratio, margin * scale * ratio);
  return scale;
}
