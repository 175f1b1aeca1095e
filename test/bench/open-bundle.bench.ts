import { openBenchPage } from "./browser-page.ts";
import { median, report } from "./report.ts";

// Opens a support bundle of 100 MB of lines, with all checks of its parts, beside an import of the same lines as a file.
// `node test/bench/open-bundle.bench.ts`

const rounds = 3;
const lineBytes = 100e6;

const page = await openBenchPage();
try {
  const { bundleBytes } = await page.run("buildBundle", lineBytes);
  const times: Record<"bundle" | "lines", number[]> = { bundle: [], lines: [] };
  const verifying: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turns, because the load of the machine changes over minutes.
    for (const what of ["lines", "bundle"] as const) {
      const { ms, verifyMs } = await page.run("openBundle", what);
      times[what].push(ms);
      if (what === "bundle") verifying.push(verifyMs);
    }
  }
  report("open-bundle", "import of the same lines", median(times.bundle), median(times.lines), {
    verify_ms: median(verifying),
    bundle_mb: bundleBytes / 1e6,
  });
} finally {
  await page.close();
}
