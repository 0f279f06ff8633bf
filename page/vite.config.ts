import { defineConfig } from "vitest/config";

// `TENFOLD_URL` is where a server runs while the page is worked on: `npm run dev` hands `/api` to it.
const server = process.env["TENFOLD_URL"] ?? "http://127.0.0.1:8484";

export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    // A picture or font inside the text of a stylesheet would be a `data:` address, which the server's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": { target: server, changeOrigin: true } } },
  test: { include: ["tests/unit/**/*.test.ts"] },
});
