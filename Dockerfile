FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build.js packages/client packages/migrate .

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/client/package.json packages/client/
COPY packages/migrate/package.json packages/migrate/
# The sandbox is a development dependency: nothing of it is here.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist dist
COPY --from=build /app/packages/client/dist packages/client/dist
COPY --from=build /app/packages/migrate/dist packages/migrate/dist
COPY locales locales
COPY views views
COPY public public
# Here, and nowhere else, the app writes: STORE_URL is sqlite:data/app.db unless set otherwise.
RUN mkdir data && chown node:node data && chmod 700 data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
