import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The page and its worker. The tests' configuration, which needs a browser, is vitest.config.ts.
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: "dist",
    target: "es2024",
    // The first browsers with light-dark(): an older target rewrites every colour of the theme.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: true,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
  },
  // Packed icon by icon, each new one would make the dev server and the tests start over with a second Svelte.
  optimizeDeps: { exclude: ["@lucide/svelte"] },
  worker: { format: "es" },
});
