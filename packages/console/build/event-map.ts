import { consumeLinks, eventClasses, links, type ServiceName, serviceEvents, serviceNames, titleOf } from '@crm/events';
import elkjs, { type ElkNode } from 'elkjs';
import type { Plugin } from 'vite';

const id = 'virtual:event-map';
const resolved = `\0${id}`;

const nodeHeight = 25;
const laneWidth = 190;
/** Left edges of the lanes: who says it, what is said, who hears it. */
const lanes = [0, 400, 800] as const;

/** The map of the links as a module of data, laid out while the console is built: browsers get coordinates. */
export function eventMap(): Plugin {
  return {
    name: 'event-map',
    resolveId: (source) => (source === id ? resolved : undefined),
    load: async (source) =>
      source === resolved ? `export const eventMap = ${JSON.stringify(await draw())};` : undefined,
  };
}

const saysId = (service: ServiceName): string => `says ${service}`;
const hearsId = (service: ServiceName): string => `hears ${service}`;

async function draw() {
  const says = serviceNames.filter((service) => links[service].publishes.length > 0);
  const hears = serviceNames.filter((service) => links[service].consumes.length > 0);
  const publishes = says.flatMap((service) =>
    links[service].publishes.map(({ type }) => ({ kind: 'publish' as const, service, type })),
  );
  const consumes = consumeLinks.map(({ consumer, event }) => ({
    kind: 'consume' as const,
    service: consumer,
    type: event.type,
  }));
  const all = [...publishes, ...consumes];
  const graph: ElkNode = {
    id: 'map',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.partitioning.activate': 'true',
      'elk.spacing.nodeNode': '7',
      'elk.layered.spacing.nodeNodeBetweenLayers': '210',
      'elk.layered.crossingMinimization.strategy': 'LAYER_SWEEP',
      'elk.layered.thoroughness': '60',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    },
    children: [
      ...says.map((service) => node(saysId(service), 0, links[service].publishes.length)),
      ...eventClasses.map(({ type }) => node(type, 1, consumes.filter((link) => link.type === type).length)),
      ...hears.map((service) => node(hearsId(service), 2, links[service].consumes.length)),
    ],
    edges: all.map(({ kind, service, type }, index) => ({
      id: String(index),
      sources: [kind === 'publish' ? saysId(service) : type],
      targets: [kind === 'publish' ? type : hearsId(service)],
    })),
  };
  const layout = await new elkjs.default().layout(graph);
  const placed = new Map((layout.children ?? []).map((child) => [child.id, child]));
  const boxOf = (name: string, lane: 0 | 1 | 2) => {
    const { y = 0, height = nodeHeight } = placed.get(name) ?? {};
    return { x: lanes[lane], y: Math.round(y), width: laneWidth, height };
  };
  return {
    width: lanes[2] + laneWidth,
    height: Math.ceil(layout.height ?? 0),
    says: says.map((service) => ({ service, ...boxOf(saysId(service), 0) })),
    events: eventClasses.map((event) => ({
      type: event.type,
      title: titleOf(event),
      meaning: event.meaning,
      ...boxOf(event.type, 1),
    })),
    hears: hears.map((service) => ({ service, ...boxOf(hearsId(service), 2) })),
    links: all.map((link, index) => {
      const section = layout.edges?.[index]?.sections?.[0];
      const left = link.kind === 'publish' ? lanes[0] : lanes[1];
      return {
        ...link,
        from: [left + laneWidth, Math.round(section?.startPoint.y ?? 0)],
        to: [left === lanes[0] ? lanes[1] : lanes[2], Math.round(section?.endPoint.y ?? 0)],
      };
    }),
    serviceEvents: Object.entries(serviceEvents).map(([service, names]) => ({ service, names })),
  };
}

/** Higher where many links meet. */
function node(name: string, partition: number, degree: number): ElkNode {
  const height = Math.max(nodeHeight, 9 + degree * 3.4);
  return { id: name, width: laneWidth, height, layoutOptions: { 'elk.partitioning.partition': String(partition) } };
}
