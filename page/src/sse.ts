/** Server-sent events out of a body that arrives in pieces. Knows no event's meaning. */

export type ServerEvent = { event: string; data: string };

/** Reads pieces of text and gives the events that they complete. */
export class EventParser {
  private rest = "";

  push(piece: string): ServerEvent[] {
    this.rest = (this.rest + piece).replaceAll("\r\n", "\n");
    const blocks = this.rest.split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(parseBlock).filter((one) => one !== null);
  }
}

function parseBlock(block: string): ServerEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null;
}
