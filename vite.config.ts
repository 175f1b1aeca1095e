import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The page and its worker. The tests' configuration, which needs a browser, is vitest.config.ts.
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: "dist",
    target: "es2024",
    sourcemap: true,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
  },
  worker: { format: "es" },
});
