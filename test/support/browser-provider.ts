import { playwright } from "@vitest/browser-playwright";
import { findBrowser, mediaArgs } from "./browser.ts";

/** Vitest's provider of a browser, which looks for one, or unpacks it, only when the first test needs a page. */
export function browserProvider(): ReturnType<typeof playwright> {
  const options: NonNullable<Parameters<typeof playwright>[0]> = {};
  // Taken apart, so that `prewarm` stays away, which would launch a browser that is not found yet.
  const whole = playwright(options);
  const { name, supportedBrowser, serverFactory } = whole;
  return {
    name,
    ...(supportedBrowser && { supportedBrowser }),
    options,
    serverFactory,
    providerFactory(project) {
      const provider = whole.providerFactory(project);
      const openPage = provider.openPage.bind(provider);
      provider.openPage = async (...page) => {
        // The provider reads its options at the launch.
        options.launchOptions ??= await launchOptions();
        await openPage(...page);
      };
      return provider;
    },
  };
}

async function launchOptions() {
  const { launch } = await findBrowser();
  return { ...launch, args: [...launch.args, ...mediaArgs] };
}
