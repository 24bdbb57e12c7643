// The page as plain files that the program carries: no inline script or style, so that the Content-Security-Policy needs no
// exception. `npx vite` serves it for development and asks the API of an `attache serve` on its usual port.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { proxy: { "/api": { target: "http://localhost:8017", changeOrigin: true } } },
});
