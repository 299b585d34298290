import { startOutside } from './start-outside.js';

const { HOST, PORT, SMTP_PORT, PUBLIC_URL } = process.env;

const outside = await startOutside({
  host: HOST || '127.0.0.1',
  port: Number(PORT || 8025),
  smtpPort: Number(SMTP_PORT || 1025),
  ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
});
console.log(`The mail catcher listens on ${outside.smtpUrl}; mails and webhooks are shown on ${outside.url}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    outside.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
