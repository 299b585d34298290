/** Exit code 0 when the container's own service is ready. */
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 8080}/readyz`).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
