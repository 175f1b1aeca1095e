// Imported before the log: makes its worker loop forever where the worker's name says so.
// "append": when it gets events. "acknowledge": when it has stored them and would say so. "query": at a search.
const hang = () => {
  for (;;);
};

addEventListener("message", ({ data }) => {
  if (data.kind === self.name || (data.kind === "request" && data.name === self.name)) hang();
});

const { postMessage } = self;
self.postMessage = (message, ...rest) => {
  if (message.kind === "acknowledged" && self.name === "acknowledge") hang();
  postMessage.call(self, message, ...rest);
};
