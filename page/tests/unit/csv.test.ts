import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { glance, guess } from "../../src/csv";
import { RESERVED } from "../../src/editor/language";
import { EventParser } from "../../src/sse";

test("a table shows its columns and rows", () => {
  expect(glance('\uFEFFparams,"loss, nats","a ""b"""\r\n1,2,3\r\n\r\n4,5,6\r\n')).toEqual({ columns: ["params", "loss, nats", 'a "b"'], rows: 2 });
  expect(glance("a;b\n1,5;2")).toEqual({ columns: ["a", "b"], rows: 1 });
  expect(glance("no table")).toBeNull();
  expect(glance("a,a\n1,2")).toBeNull();
});

test("columns are guessed by name, then by title", () => {
  expect(guess({ name: "N", title: "parameters" }, ["n", "params"])).toBe("n");
  expect(guess({ name: "N", title: "parameters" }, ["loss", "Parameters"])).toBe("Parameters");
  expect(guess({ name: "D", title: "tokens" }, ["loss", "train_tokens"])).toBe("train_tokens");
  expect(guess({ name: "D", title: "tokens" }, ["x", "y"])).toBe("");
  expect(guess({ name: "N", title: "parameters" }, ["tokens", "params"])).toBe("params");
});

test("the editor knows the words that the language's reference lists", () => {
  const reference = readFileSync(new URL("../../../docs/language/reference.md", import.meta.url), "utf8");
  const listed = /These words are reserved[^`]*```text\n([^`]*)```/.exec(reference)![1]!.split(/\s+/).filter(Boolean);
  expect(RESERVED).toEqual(listed);
});

test("events are read however they are cut", () => {
  const stream = 'event: answer\ndata: {"a":\ndata: 1}\n\n: alive\n\nevent: done\r\ndata: {}\r\n\r\n';
  for (let size = 1; size <= stream.length; size += 1) {
    const parser = new EventParser();
    const found = [];
    for (let at = 0; at < stream.length; at += size) found.push(...parser.push(stream.slice(at, at + size)));
    expect(found, `pieces of ${size}`).toEqual([{ event: "answer", data: '{"a":\n1}' }, { event: "done", data: "{}" }]);
  }
});
