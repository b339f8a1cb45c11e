// Sorts and filters the rows that a page holds completely; the address keeps how, so that it can be sent.
export function tables(root) {
  for (const table of root.querySelectorAll("[data-table][data-complete]")) {
    for (const sorter of table.querySelectorAll("a.sorter")) asButton(table, sorter);
    const form = table.querySelector("form.filter");
    if (!form) continue;
    const box = form.querySelector("input[type=search]");
    form.addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("input", () => filter(table, box));
  }
}

function asButton(table, link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sorter";
  button.append(...link.childNodes);
  button.addEventListener("click", () => sort(table, button.closest("th")));
  link.replaceWith(button);
}

function sort(table, head) {
  const descending = head.getAttribute("aria-sort") === "ascending", column = head.cellIndex, body = table.querySelector("tbody");
  const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
  const said = rows.filter(([value]) => value !== ""), silent = rows.filter(([value]) => value === "");
  said.sort(([one], [other]) => (descending ? -1 : 1) * compared(one, other));
  body.append(...[...said, ...silent].map(([, row]) => row));
  for (const other of table.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  remember(table, "sort", `${descending ? "-" : ""}${head.dataset.column}`);
}

function key(cell) {
  const said = cell.dataset.key ?? (cell.querySelector("bdi") ?? cell).textContent.trim().toLowerCase();
  return said === "" || Number.isNaN(Number(said)) ? said : Number(said);
}

const order = new Intl.Collator(undefined, { numeric: true });
function compared(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return order.compare(one, other);
}

function filter(table, box) {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean), rows = [...table.querySelector("tbody").rows];
  let shown = 0;
  for (const row of rows) {
    const text = (row.said ??= row.textContent.toLowerCase());
    row.hidden = !words.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  const counted = table.querySelector(".counted");
  counted.textContent = `${shown} of ${rows.length} rows`;
  counted.classList.toggle("unseen", !words.length);
  remember(table, "filter", box.value.trim());
}

function remember(table, what, value) {
  const name = `${table.dataset.table}.${what}`;
  history.replaceState(null, "", changed(location.href, name, value));
  for (const link of table.querySelectorAll("[data-export]")) link.href = changed(link.href, name, value);
  const written = document.querySelector("[data-address]");
  if (written) written.textContent = written.href = location.pathname + location.search;
}

function changed(address, name, value) {
  const url = new URL(address);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  return url.href;
}
