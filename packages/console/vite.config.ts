import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { eventMap } from './build/event-map.ts';

/** While it is worked on (`npm run dev`), the console asks the gateway that `GATEWAY_URL` names. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/console/',
  plugins: [react(), tailwindcss(), eventMap()],
  build: {
    target: 'es2022',
    // A policy without inline data: everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    // The gateway takes sign-ins from its own origin only.
    proxy: { '/v1': { target: gateway, headers: { origin: gateway, 'sec-fetch-site': 'same-origin' } } },
  },
});
