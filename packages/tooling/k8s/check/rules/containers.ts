import type { V1Container } from '@kubernetes/client-node';
import { appOf, type Workload } from '../pods.ts';

/** Each pod can be watched, bounded and taken away, and can do no more than it must. */
export function containerProblems(workloads: readonly Workload[]): string[] {
  return workloads.flatMap((workload) => [
    ...podProblems(workload),
    ...workload.containers.flatMap((container) =>
      [
        ...(workload.serves ? probeProblems(container) : []),
        ...boundProblems(container),
        ...rightProblems(container),
        ...imageProblems(container),
      ].map((text) => `${workload.name}: container ${container.name} ${text}`),
    ),
  ]);
}

function podProblems({ name, serves, pod }: Workload): string[] {
  const wanted: [boolean, string][] = [
    [pod.automountServiceAccountToken === false, 'does not say automountServiceAccountToken: false.'],
    [pod.enableServiceLinks === false, 'does not say enableServiceLinks: false.'],
    [pod.securityContext?.runAsNonRoot === true, 'may run as root.'],
    [pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile RuntimeDefault.'],
    [!serves || pod.terminationGracePeriodSeconds === 30, 'does not have 30 s to stop.'],
    [pod.hostNetwork !== true && pod.hostPID !== true, 'shares the network or the processes of its node.'],
  ];
  return wanted.flatMap(([holds, text]) => (holds ? [] : `${name} ${text}`));
}

function probeProblems(container: V1Container): string[] {
  const paths = appOf(container)
    ? ({ startupProbe: '/healthz', readinessProbe: '/readyz', livenessProbe: '/healthz' } as const)
    : ({ startupProbe: undefined, readinessProbe: undefined, livenessProbe: undefined } as const);
  return Object.entries(paths).flatMap(([probe, path]) => {
    const http = container[probe as keyof typeof paths]?.httpGet;
    if (!http) return `has no ${probe}.`;
    const port = container.ports?.find(({ name, containerPort }) => name === http.port || containerPort === http.port);
    return [
      ...(path && http.path !== path ? [`asks ${http.path} and not ${path} in its ${probe}.`] : []),
      ...(port ? [] : [`has no port ${http.port}, which its ${probe} asks.`]),
    ];
  });
}

function boundProblems({ resources }: V1Container): string[] {
  return (['requests', 'limits'] as const).flatMap((bound) =>
    ['cpu', 'memory'].flatMap((what) => (resources?.[bound]?.[what] ? [] : `has no ${bound} of ${what}.`)),
  );
}

function rightProblems({ securityContext: rights }: V1Container): string[] {
  const wanted: [boolean, string][] = [
    [rights?.allowPrivilegeEscalation === false, 'may gain privileges.'],
    [rights?.readOnlyRootFilesystem === true, 'may write into its image.'],
    [rights?.capabilities?.drop?.includes('ALL') === true && !rights.capabilities.add?.length, 'has capabilities.'],
    [rights?.privileged !== true, 'is privileged.'],
  ];
  return wanted.flatMap(([holds, text]) => (holds ? [] : text));
}

/** Registry and port, name, then a tag or a digest. */
function imageProblems({ image = '' }: V1Container): string[] {
  const pinned = /@sha256:[0-9a-f]{64}$/.test(image) || /:[^/:]+$/.test(image);
  if (!pinned) return [`runs ${image || 'no image'}, which names neither tag nor digest.`];
  return image.endsWith(':latest') ? [`runs ${image}; latest is another image tomorrow.`] : [];
}
