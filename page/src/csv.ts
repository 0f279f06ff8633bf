/** What a dropped table looks like, to map its columns. The server reads it in earnest. */

export type Table = { columns: string[]; rows: number };

/** The columns of a CSV file's heading and the number of its rows; null where it is no table. */
export function glance(text: string): Table | null {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => line.trim() !== "");
  const heading = lines[0];
  if (heading === undefined || lines.length < 2) return null;
  const separator = [";", "\t", ","].find((one) => heading.includes(one)) ?? ",";
  const columns = cells(heading, separator);
  return columns.length > 1 && new Set(columns).size === columns.length ? { columns, rows: lines.length - 1 } : null;
}

function cells(line: string, separator: string): string[] {
  const out: string[] = [];
  let [cell, isQuoted] = ["", false];
  for (let i = 0; i < line.length; i += 1) {
    const letter = line[i]!;
    if (letter === '"' && isQuoted && line[i + 1] === '"') (cell += letter), (i += 1);
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) out.push(cell.trim()), (cell = "");
    else cell += letter;
  }
  return [...out, cell.trim()];
}

/** The column that a law's column is most likely called: by its name, else by what its title says. */
export function guess(wanted: { name: string; title: string }, columns: string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const [name, title] = [plain(wanted.name), plain(wanted.title)];
  const alike = (column: string) => [...column].findIndex((letter, i) => letter !== title[i]) >= 4 || title.startsWith(column);
  const is = (test: (column: string) => boolean) => columns.find((column) => test(plain(column)));
  return is((column) => column === name) ?? is((column) => column === title) ?? is((column) => column.length > 2 && (alike(column) || (title.length > 2 && column.includes(title)))) ?? "";
}
