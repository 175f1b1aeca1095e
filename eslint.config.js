import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: [".svelte-check/", "dist/", "lib/", "node_modules/", ".tools/", "src/gen/", "test-results/"] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "max-lines": ["error", { max: 400 }],
      "no-empty": "error",
      "no-console": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "no-restricted-properties": [
        "error",
        {
          object: "vi",
          property: "waitFor",
          message: "It gives up after a second; expect.poll has the project's patience.",
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { "max-lines": ["error", { max: 200 }] },
  },
  {
    // Programs that talk on a terminal.
    files: ["src/companion/**", "test/**", "src/logging/console-sink.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: [
      "*.config.js",
      "vite.config.ts",
      "vite.chunks.ts",
      "vitest.config.ts",
      "**/playwright.config.ts",
      "test/harness/*-report.ts",
    ],
    rules: { "no-restricted-exports": "off" },
  },
  { files: ["**/*.svelte.ts"], rules: { "max-lines": ["error", { max: 400 }] } },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
