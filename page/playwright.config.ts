import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The browser of the machine: none is downloaded. */
function chromium(): string {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error("No Chromium on PATH: install Debian's `chromium`, or say where one is by CHROMIUM=/path");
  return found;
}

/** What measures and what draws for the documents is asked for by its script's name. */
function kind(): string {
  const script = process.env["npm_lifecycle_event"] ?? "";
  return ["latency", "pictures"].includes(script) ? script : "journeys";
}

export default defineConfig({
  testDir: join("tests", kind()),
  globalSetup: "./tests/serve.ts",
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: "list",
  use: { launchOptions: { executablePath: chromium() }, viewport: { width: 1280, height: 900 }, locale: "en-US" },
});
