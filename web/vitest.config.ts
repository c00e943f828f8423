import { defineConfig, mergeConfig } from "vitest/config";
import built from "./vite.config";

/** The tests run what is built; a build alone needs no test tools (script/run installs none). */
export default mergeConfig(
  built,
  defineConfig({
    test: {
      globals: true,
      css: { include: [] },
      testTimeout: 20_000,
      // a page costs a second to set up: pure rules run without one. A .test.ts that needs it is a .test.tsx.
      projects: [
        { extends: true, test: { name: "rules", environment: "node", include: ["src/**/*.test.ts", "scripts/**/*.test.mjs"] } },
        { extends: true, test: { name: "pages", environment: "jsdom", include: ["src/**/*.test.tsx"], setupFiles: ["src/testing/setup.ts"] } },
      ],
    },
  }),
);
