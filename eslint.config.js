import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

// Components and reactive modules, which take a parser of their own; the rest is checked by oxlint, with the same rules and in a
// hundredth of the time: .oxlintrc.json.
export default ts.config(
  { ignores: [".svelte-check/", "dist/", "lib/", "node_modules/", ".tools/", "test-results/"] },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    extends: [...ts.configs.strict, ...svelte.configs.recommended],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      "max-lines": ["error", { max: 200 }],
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
  { files: ["**/*.svelte.ts"], rules: { "max-lines": ["error", { max: 400 }] } },
  // What a component takes stands in one `let` beside what it may set.
  { files: ["**/*.svelte"], rules: { "prefer-const": "off" } },
);
