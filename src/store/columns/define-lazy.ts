/** Defines a property that is computed at the first access and kept. */
export function defineLazy<Target extends object, Name extends keyof Target & string>(
  target: Target,
  name: Name,
  compute: () => Target[Name],
): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = compute();
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}
