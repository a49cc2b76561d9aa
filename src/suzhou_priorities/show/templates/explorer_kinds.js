"use strict";
// What the explorer shows of each kind of rows: filters, columns of the table, columns of the table to download.
const explorerKinds = (() => {
  const { data, gap, fill, element, marked, hits } = records;
  const { MISSING, nameOf, keyOf, figureOf, yearsOf, headingsOf } = explorer;
  const { texts } = data;

  // ---- Columns of the table: `show` gives text (or pieces, where what is searched for is marked), `sort` what the order
  // goes by: a number, text, or nothing ----

  const code = (kind, key = kind) => ({ key, show: (row) => nameOf(kind, row[key]), sort: (row) => (row[key] < 0 ? null : row[key]) });
  const words = (key, read) => ({
    key, isText: true, sort: read, show: (row, parts) => marked(read(row), [hits(read(row), parts)]),
  });
  const figure = { key: "value", isNumber: true, show: figureOf, sort: (row) => row.size };
  const year = { key: "year", isNumber: true, show: yearsOf, sort: (row) => row.start };
  // The words of the text lead to their sentence; the figure or verb that the row is of stands out.
  const quote = {
    ...words("quote", (row) => row.quote), isLink: true,
    show: (row, parts) => {
      const start = row.quoted.length ? row.quoted[0][0] : 0;
      const own = row.quoted.length ? row.marked.map(([one, other]) => [Math.max(one - start, 0), other - start]) : [];
      return marked(row.quote, [{ spans: own, wrap: (piece) => element("b", "", piece) }, hits(row.quote, parts)]);
    },
  };
  const domain = { ...code("domain"), show: (row) => data.shortDomains[row.domain] ?? "" };
  const doc = code("document");
  const list = (key, read) => words(key, (row) => read(row).join("、"));

  const status = {
    ...code("status"),
    show: (row) => (row.estimated ? fill("estimate", { status: nameOf("status", row.status) }) : nameOf("status", row.status)),
  };
  const force = {
    ...code("force"),
    show: (row) => (row.negated ? fill("negated", { force: nameOf("force", row.force) }) : nameOf("force", row.force)),
  };
  const leaders = {
    ...list("leaders", (row) => row.names),
    show: (row, parts) => {
      const names = row.names.join("、");
      const shown = marked(names, [hits(names, parts)]);
      return row.inherited && names ? [...shown, gap, element("span", "where", texts.as_above)] : shown;
    },
  };

  const COMMON = ["district", "document", "domain"];
  const kinds = {
    quantities: {
      filters: [...COMMON, "indicator", "status", "measure", "year"],
      columns: [words("phrase", (row) => row.phrase), code("indicator"), figure, code("measure"), status, year, domain, doc, quote],
    },
    targets: {
      filters: [...COMMON, "indicator", "form", "year"],
      columns: [
        { key: "order", isNumber: true, show: (row) => String(row.order), sort: (row) => row.order },
        words("target", (row) => row.phrase), code("indicator"), code("form"), figure, year, domain, doc, quote,
      ],
    },
    commitments: {
      filters: [...COMMON, "force", "testability", "horizon", "year"],
      columns: [words("verb", (row) => row.verb), quote, force, code("testability"), code("horizon"), domain, doc],
    },
    tasks: {
      filters: [...COMMON, "unit", "leader", "year"],
      columns: [
        { key: "no", isNumber: true, show: (row) => String(row.no), sort: (row) => row.no },
        { ...quote, key: "task" }, leaders, list("lead", (row) => row.lead), list("co", (row) => row.co), domain, doc,
      ],
    },
  };

  // ---- Columns to download ----

  const yes = (flag) => texts[flag ? "yes" : "no"];
  const sentenceOf = (row) => (row.sentence ? row.sentence.text : "");
  const named = (kind, key = kind) => [key, (row) => nameOf(kind, row[key])];
  const plain = (key) => [key, (row) => row[key]];
  const unitOf = (row) => (row.unit === undefined ? "" : data.units[row.unit][0]);
  const first = [
    ["doc_id", (row) => keyOf("document", row.document)], named("document"), named("district"),
    ["sentence_id", (row) => (row.sentence ? row.sentence.id : "")],
  ];
  const last = [
    named("domain"), plain("quote"), ["sentence", sentenceOf],
    ["heading", (row) => (row.sentence ? headingsOf(row.sentence).at(-1) ?? "" : "")], plain("address"),
  ];
  const ofFigure = [["bound", (row) => row.bound ?? ""], ["value", (row) => row.value], ["unit", unitOf]];
  const years = [["year_start", (row) => row.start], ["year_end", (row) => row.end]];
  const planned = [["plan_start", (row) => row.start], ["plan_end", (row) => row.end]];
  const tables = {
    quantities: [
      ["quantity_id", (row) => row.id], plain("phrase"), named("indicator"), named("measure"), named("status"),
      ["estimated", (row) => yes(row.estimated)], named("basis"), ...years, ...ofFigure,
    ],
    targets: [plain("order"), plain("phrase"), named("indicator"), named("form"), ...ofFigure, ...years],
    commitments: [
      plain("verb"), plain("object"), named("force"), named("testability"), ["negated", (row) => yes(row.negated)], named("horizon"), ...planned,
    ],
    tasks: [
      plain("no"), plain("section"), plain("group"), ["leaders", (row) => row.names.join("；")],
      ["lead", (row) => row.lead.join("；")], ["co", (row) => row.co.join("；")], ...planned,
    ],
  };
  for (const [kind, own] of Object.entries(tables)) {
    kinds[kind].table = [...first, ...own, ...last].map(([key, read]) => [texts[`csv_${key}`], read]);
  }

  const headOf = (column) => texts[`column_${column.key}`] ?? texts[column.key];
  const isEmpty = (shown) => (typeof shown === "string" ? !shown || shown === MISSING : !shown.length);
  return { kinds, headOf, isEmpty };
})();
