/** Starts the program's own server for all journeys: the binary of `TENFOLD`, or what already runs at `TENFOLD_URL`. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const START_MILLISECONDS = 60_000;

export default async function serve(): Promise<(() => void) | void> {
  if (process.env["TENFOLD_URL"]) return;
  const binary = process.env["TENFOLD"];
  if (!binary) throw new Error("TENFOLD is the path of the program whose page is tested, such as ../target/debug/tenfold");
  const server = spawn(binary, ["serve", "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((found, failed) => {
    const timer = setTimeout(() => failed(new Error("the server printed no address")), START_MILLISECONDS);
    createInterface({ input: server.stdout }).once("line", (line) => {
      clearTimeout(timer);
      found(/https?:\/\/\S+/.exec(line)?.[0] ?? line.trim());
    });
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  process.env["TENFOLD_URL"] = address;
  return () => void server.kill("SIGTERM");
}
