"use strict";
// The explorer at work: which rows are chosen, in which order, and what stands around a row. How a page of records works
// stands in records_form.js.
(() => {
  const { data, isEnglish, gap, number, fill, element, chinese, named, partsOf, holds, marked } = records;
  const { rows, MISSING, neighbour, headingsOf, nameOf } = explorer;
  const { kinds, headOf, isEmpty } = explorerKinds;
  const at = (id) => document.getElementById(id);
  const fields = at("filters").elements;
  const collator = new Intl.Collator(isEnglish ? ["en", "zh-CN"] : "zh-CN");
  const FIELDS = { unit: "units", leader: "leaders" };
  let built = ""; // the kind that form and table are made for
  let listedRows = 0;
  let page;

  const kindOf = () => fields.kind.value;

  // ---- What follows from the kind ----

  function build() {
    const kind = kindOf();
    if (kind === built) return;
    built = kind;
    const { filters, columns } = kinds[kind];
    const ofKind = Object.values(kinds).flatMap((one) => one.filters);
    for (const field of document.querySelectorAll("#filters [data-key]")) {
      field.hidden = ofKind.includes(field.dataset.key) && !filters.includes(field.dataset.key);
    }
    const order = fields.sort.value;
    fields.sort.length = 1;
    for (const column of columns) {
      fields.sort.add(new Option(fill("rising", { name: headOf(column) }), column.key));
      fields.sort.add(new Option(fill("falling", { name: headOf(column) }), `-${column.key}`));
    }
    fields.sort.value = [...fields.sort.options].some((option) => option.value === order) ? order : "";
    at("columns").replaceChildren(...columns.map(headCell), headCell());
    at("kind-note").textContent = data.texts[`note_${kind}`];
  }

  function headCell(column) {
    const cell = element("th", column?.isNumber ? "number" : "");
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    if (!column) {
      cell.textContent = data.texts.column_context;
      return cell;
    }
    const button = element("button", "", headOf(column), " ", element("span", "arrow"));
    button.type = "button";
    button.lastChild.setAttribute("aria-hidden", "true");
    // Rising, falling, and back to the order of the text.
    button.addEventListener("click", () => {
      const now = fields.sort.value;
      page.put("sort", now === column.key ? `-${column.key}` : now === `-${column.key}` ? "" : column.key);
      page.now();
    });
    cell.dataset.column = column.key;
    cell.append(button);
    return cell;
  }

  function showOrder(chosen) {
    for (const cell of at("columns").querySelectorAll("[data-column]")) {
      const order = chosen.sort === cell.dataset.column ? "ascending" : chosen.sort === `-${cell.dataset.column}` ? "descending" : "none";
      cell.setAttribute("aria-sort", order);
      cell.querySelector(".arrow").textContent = { ascending: "↑", descending: "↓", none: "↕" }[order];
    }
  }

  // ---- The choice ----

  function find(chosen) {
    const { filters, columns } = kinds[chosen.kind];
    const asked = filters.filter((key) => chosen[key] && key !== "year")
      .map((key) => [FIELDS[key] ?? key, data.choices[key].findIndex(([value]) => value === chosen[key])]);
    const year = chosen.year ? Number(chosen.year) : 0;
    const parts = partsOf(chosen.word);
    const found = rows[chosen.kind].filter((row) =>
      asked.every(([key, place]) => (Array.isArray(row[key]) ? row[key].includes(place) : row[key] === place)) &&
      (!year || (row.start !== null && row.start <= year && year <= row.end)) &&
      holds(row, parts));
    const column = columns.find(({ key }) => key === chosen.sort.replace(/^-/, ""));
    return column ? sorted(found, chosen.kind, column, chosen.sort.startsWith("-")) : found;
  }

  // Text is ordered once for all rows of a kind; missing values come last, whichever way the order goes.
  const ranks = new Map();
  function rankOf(kind, column) {
    const name = `${kind} ${column.key}`;
    if (!ranks.has(name)) {
      const texts = [...new Set(rows[kind].map(column.sort))].sort(collator.compare);
      ranks.set(name, new Map(texts.map((text, place) => [text, text === "" ? null : place])));
    }
    const places = ranks.get(name);
    return (row) => places.get(column.sort(row));
  }

  function sorted(found, kind, column, isFalling) {
    const read = column.isText ? rankOf(kind, column) : column.sort;
    const direction = isFalling ? -1 : 1;
    return found.map((row) => [read(row) ?? null, row])
      .sort(([one], [other]) => (one === null || other === null ? (one === null) - (other === null) : direction * (one - other)))
      .map(([, row]) => row);
  }

  // ---- What is shown ----

  function item(row, parts) {
    const folded = parts.map((part) => part.folded);
    const cells = kinds[kindOf()].columns.map((column) => {
      const shown = column.show(row, folded);
      const cell = element("td", column.isNumber ? "number" : column.key);
      cell.dataset.label = headOf(column);
      if (isEmpty(shown)) cell.textContent = MISSING;
      else if (column.isLink) cell.append(linkTo(row, shown));
      else if (Array.isArray(shown)) cell.append(...shown);
      else cell.append(column.isNumber ? shown : named("span", "", shown));
      if (column.isText && !isEmpty(shown)) cell.lang = "zh-CN";
      return cell;
    });
    const made = element("tr", "", ...cells, contextCell(row));
    for (const cell of made.children) cell.setAttribute("role", "cell");
    made.setAttribute("role", "row");
    return made;
  }

  function linkTo(row, shown) {
    const link = element("a", "", ...shown);
    link.href = row.address;
    return link;
  }

  function contextCell(row) {
    listedRows += 1;
    const button = element("button", "", data.texts.context);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", fill("context_of", { n: number(listedRows) }));
    button.addEventListener("click", () => {
      const own = button.closest("tr");
      const isOpen = own.nextElementSibling?.classList.contains("context") ?? false;
      if (isOpen) own.nextElementSibling.remove();
      else own.after(contextOf(row, own.children.length));
      button.setAttribute("aria-expanded", String(!isOpen));
    });
    return element("td", "open", button);
  }

  // The sentence with its words marked, between those before and after it, below its headings.
  function contextOf(row, width) {
    const cell = element("td", "");
    cell.colSpan = width;
    cell.setAttribute("role", "cell");
    const { sentence } = row;
    if (!sentence) {
      cell.append(element("p", "", data.texts.unknown_sentence));
      if (row.section) cell.append(chinese("p", "where", [row.section, row.group].filter(Boolean).join(" › ")));
    } else {
      const headings = headingsOf(sentence);
      if (headings.length) cell.append(chinese("p", "where", headings.join(" › ")));
      const around = (step) => {
        const other = neighbour(row.at, step);
        if (other) cell.append(chinese("p", "around", other.text));
      };
      around(-1);
      const quoted = { spans: row.quoted, wrap: (piece) => element("span", "quoted", piece) };
      const figures = { spans: row.marked, wrap: (piece) => element("mark", "", piece) };
      cell.append(chinese("p", "said", ...marked(sentence.text, [quoted, figures])));
      around(1);
    }
    const basis = row.basis >= 0 ? nameOf("basis", row.basis) : "";
    if (basis) cell.append(element("p", "where", fill("basis", { name: basis })));
    const link = element("a", "", fill("to_document", { id: sentence ? sentence.id : MISSING }));
    link.href = row.address;
    cell.append(element("p", "", link));
    const made = element("tr", "context", cell);
    made.setAttribute("role", "row");
    return made;
  }

  function counts(chosen, found, listed) {
    const all = rows[chosen.kind].length;
    const gaps = { kind: data.texts[chosen.kind], n: number(found.length), all: number(all) };
    const said = [];
    if (!all) said.push(data.texts[`empty_${chosen.kind}`]);
    else if (!found.length) said.push(fill("nothing", gaps));
    else said.push(fill(found.length === all ? "shown_all" : "shown", gaps));
    if (listed < found.length) said.push(fill("shown_part", { listed: number(listed) }));
    return said.join(gap);
  }

  page = recordsPage({
    kept: () => ["kind", ...kinds[kindOf()].filters, "word", "sort"],
    fixed: ["kind", "sort"],
    prepare: (asked) => {
      if (data.kinds.includes(asked.get("kind"))) fields.kind.value = asked.get("kind");
      build();
    },
    settle: build,
    find: (chosen) => { listedRows = 0; return find(chosen); },
    item,
    counts,
    shown: (chosen) => {
      showOrder(chosen);
      at("records").hidden = !at("rows").children.length;
    },
    table: (chosen) => ({ name: `${chosen.kind}.csv`, columns: kinds[chosen.kind].table }),
  });
})();
