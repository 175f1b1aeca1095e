import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { binaryCalls } from "./vite.binary-calls.ts";
import { firstFiles } from "./vite.first-files.ts";
import { pageChunks, wholeWorker, workerChunks } from "./vite.chunks.ts";
import { offline } from "./vite.offline.ts";
import { plainDescriptors } from "./vite.plain-descriptors.ts";

// The page, its worker, and the library for other pages. The tests' configuration, which needs a browser, is vitest.config.ts.
export default defineConfig({
  // At any address of any web server.
  base: "./",
  plugins: [
    svelte({ configFile: false }),
    binaryCalls(),
    plainDescriptors(),
    firstFiles(import.meta.dirname),
    offline(),
  ],
  build: {
    outDir: "dist",
    target: "es2024",
    // The first browsers with light-dark(): an older target rewrites every colour of the theme.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: true,
    modulePreload: {
      polyfill: false,
      // The frame would carry the list of what each later page imports: 4 kB. Until the service worker has them, which it fetches when
      // the page is idle, a page that is opened for the first time takes up to four round trips instead of one.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "js" ? files.filter((file) => file.endsWith(".css")) : files,
    },
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: { index: "index.html", library: "src/library.ts", "offline-worker": "src/offline-worker.ts" },
      // What the library exports is for other pages; without this it would be dropped as unused.
      preserveEntrySignatures: "exports-only",
      output: {
        codeSplitting: { groups: pageChunks(import.meta.dirname) },
        // Other pages and browsers name these, so they have no hash; the server has them asked for again each time.
        entryFileNames: ({ name }) => (name === "index" ? "assets/[name]-[hash].js" : "[name].js"),
      },
    },
  },
  experimental: {
    // The library finds its parts beside itself, wherever it is served; pages name theirs from the root.
    renderBuiltUrl: (_, { hostType }) => (hostType === "js" ? { relative: true } : undefined),
  },
  // Packed icon by icon, each new one would make the dev server and the tests start over with a second Svelte.
  // Only workers import fzstd and jq-wasm, and a worker is not searched for its dependencies beforehand.
  optimizeDeps: { exclude: ["@lucide/svelte"], include: ["fzstd", "jq-wasm"] },
  worker: {
    format: "es",
    plugins: () => [wholeWorker()],
    rolldownOptions: { output: { codeSplitting: { groups: workerChunks(import.meta.dirname) } } },
  },
});
