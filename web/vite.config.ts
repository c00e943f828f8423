import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const OUT = join(import.meta.dirname, "../headway/static");
const API = process.env.HEADWAY_API ?? "http://127.0.0.1:8000";

/** Writes NAME.br and NAME.gz beside every text asset, so that the server compresses nothing itself. */
function precompress(): Plugin {
  let folder = OUT;
  return {
    name: "headway-precompress",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      for (const file of files.filter((name) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(name))) {
        const path = join(folder, file);
        const text = readFileSync(path);
        if (text.length < 512) continue;
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

/**
 * Few files, for a cold start waits for each: libraries of the first route alone, since they seldom change; all else that every page
 * needs in one file; and what some pages share, put together where the pieces would be small.
 */
const chunks = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
  { name: "router", test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|store|react-store)[\\/]/, priority: 3 },
  { name: "query", test: /node_modules[\\/]@tanstack[\\/](react-query|query-core)[\\/]/, priority: 3 },
  { name: "i18n", test: /node_modules[\\/](@lingui|@messageformat|moo)[\\/]/, priority: 3 },
  { name: "shell", tags: ["$initial" as const], test: /src[\\/](?!main\.tsx)/, priority: 2 },
  { name: "shared", test: /src[\\/](ui|widgets|features|lib|api)[\\/]/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 3_000, priority: 1 },
];

export default defineConfig({
  plugins: [react(), lingui(), precompress()],
  resolve: { alias: { "@": join(import.meta.dirname, "src") } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { port: 5173, proxy: { "/api": { target: API } } },
});
