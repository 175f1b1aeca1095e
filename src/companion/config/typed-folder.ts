/**
 * The folder in which the command was typed: npm runs the program in the project's folder and names the other in `INIT_CWD`.
 *
 * @param projectFolder the project's folder
 */
export function typedFolder(projectFolder: string, cwd = process.cwd(), env: NodeJS.ProcessEnv = process.env): string {
  const { INIT_CWD: initial = "" } = env;
  return cwd === projectFolder && initial !== "" ? initial : cwd;
}
