// `npm run licences`: fails when something shipped has a licence that nobody has looked at. Needs `npm run build`.
import { licenceProblems, unusedExceptions } from "./licences.ts";
import { bundledFolders, shippedPackages } from "./shipped-packages.ts";

const packages = shippedPackages(bundledFolders());
const unused = unusedExceptions(packages).map((name) => `${name} is listed as an exception and is not shipped`);
const problems = [...licenceProblems(packages), ...unused];
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error("Read the licence; then list it in test/supply-chain/licences.ts, or do without the package.");
  process.exitCode = 1;
} else {
  console.log(`${packages.length} shipped packages have listed licences.`);
}
