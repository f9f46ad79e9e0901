# Node 24, the long-term release that the program is tested with; for another one change both lines.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: nothing that runs in production is built. Without optional packages: they are the embedded
# PostgreSQL, and an image has DATABASE_URL.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="smartsheet-sync" \
      org.opencontainers.image.description="Keeps customerOS's graph tables in Postgres equal to the Smartsheet sheets of its tenants" \
      org.opencontainers.image.licenses="Apache-2.0"
# Inside a container loopback reaches nobody; what is published is the host's to decide.
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 HTTP_PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY docs/invariants.sql ./docs/invariants.sql
COPY migrations ./migrations
COPY simulator ./simulator
COPY src ./src
# What is compiled of the program, so that it starts in half the time, and takes 25 MB less: kept with the image, by the user
# who runs it and with the flags of ENTRYPOINT, since it is of use to no other.
ENV NODE_COMPILE_CACHE=/app/.compiled
RUN install --directory --owner=10001 --group=10001 .compiled
# A number, so that an orchestrator can see that it is not root. Nothing is written when it runs: the root file system may
# be read-only.
USER 10001:10001
RUN ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.ts", "--version"]
EXPOSE 8080
STOPSIGNAL SIGTERM
# Whether it lives, not whether it is ready: an outage of the database is over some time, and nothing to restart for.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# A heap that grows by little at a time: the largest sheet takes half the memory (docs/performance.md).
ENTRYPOINT ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.ts"]
CMD ["worker"]
