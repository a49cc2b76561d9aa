"use strict";
// The rows of the explorer: figures, targets, promises and tasks, each with what it is filtered, searched and sorted by.
const explorer = (() => {
  const { data, isEnglish } = records;
  const MISSING = "—";
  const SIGNS = { eq: "", ge: "≥", le: "≤", approx: "≈" };
  const STEPS = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
  const BORDER = "\u0001"; // nothing that is searched for spans two cells

  const sentences = data.sentences.map(([doc, id, section, isHeading, domain, horizon, text]) =>
    ({ document: doc, id, section, isHeading: isHeading === 1, domain, horizon, text }));

  const nameOf = (kind, place) => (place === undefined || place < 0 ? "" : data.choices[kind][place][1]);
  const keyOf = (kind, place) => (place < 0 ? "" : data.choices[kind][place][0]);
  const cut = (text, span) => (Array.isArray(span) ? text.slice(...span) : span);
  const spans = (span) => (Array.isArray(span) ? [span] : []);

  // What all rows have: their sentence (-1 where it is unknown), document, district, and the years that its document plans.
  function placed(where) {
    const sentence = where < 0 ? undefined : sentences[where];
    const doc = sentence ? sentence.document : -1 - where;
    const [page, district, planStart, planEnd] = data.documents[doc];
    return {
      sentence, at: where, document: doc, district, domain: sentence ? sentence.domain : -1,
      horizon: sentence ? sentence.horizon : -1, start: planStart, end: planEnd ?? planStart,
      address: sentence ? `${page}#${encodeURIComponent(sentence.id)}` : page,
    };
  }

  function quantity([where, id, number, phrase, indicator, measure, status, estimated, basis, start, end, value, unit, bound, base, baseUnit, quote]) {
    const row = placed(where);
    const said = cut(row.sentence ? row.sentence.text : "", quote);
    return {
      ...row, id, phrase, indicator, measure, status, estimated, basis, start: start ?? end, end: end ?? start, value,
      unit, bound: keyOf("bound", bound), quote: said, quoted: spans(quote), marked: [number],
      // Shares are compared as percentages, all else in the unit that magnitudes are worked into.
      size: base === null ? value : baseUnit === "ratio" ? base * 100 : base,
      text: [phrase, nameOf("indicator", indicator), said].join(BORDER),
    };
  }

  function target([where, order, phrase, indicator, form, number, quote]) {
    const row = placed(where);
    const figure = number < 0 ? undefined : rows.quantities[number];
    const said = cut(row.sentence ? row.sentence.text : "", quote);
    return {
      ...row, order, phrase, indicator, form, quote: said, quoted: spans(quote), marked: figure ? figure.marked : [],
      ...(figure && figure.start !== null ? { start: figure.start, end: figure.end } : {}),
      ...(figure ? { value: figure.value, unit: figure.unit, bound: figure.bound, size: figure.size, measure: figure.measure } : { size: null }),
      text: [phrase, nameOf("indicator", indicator), said].join(BORDER),
    };
  }

  function commitment([where, span, verb, object, force, testability, negated]) {
    const row = placed(where);
    const text = row.sentence ? row.sentence.text : "";
    const said = text.slice(...span);
    const name = data.verbs[verb];
    const at = text.indexOf(name, span[0]);
    return {
      ...row, verb: name, object: cut(text, object), force, testability, negated, quote: said, quoted: [span],
      marked: at >= 0 && at < span[1] ? [[at, at + name.length]] : [], text: [said, name].join(BORDER),
    };
  }

  function task([where, no, text, leaders, inherited, units, domain, section, group]) {
    const row = placed(where);
    const said = cut(row.sentence ? row.sentence.text : "", text);
    const named = units.map(([unit, lead, supplies]) => ({ unit, lead, name: `${nameOf("unit", unit)}${supplies ? "†" : ""}` }));
    const names = leaders.map((leader) => nameOf("leader", leader));
    return {
      ...row, no, quote: said, quoted: spans(text), marked: [], leaders, names, inherited, domain, section, group,
      units: units.map(([unit]) => unit),
      lead: named.filter(({ lead }) => lead).map(({ name }) => name),
      co: named.filter(({ lead }) => !lead).map(({ name }) => name),
      // Where no sentence is known, the row of the task in the table of its document.
      address: row.sentence ? row.address : `${row.address}#t${String(no).padStart(4, "0")}`,
      text: [said, section, group, ...names, ...named.map(({ name }) => name)].join(BORDER),
    };
  }

  const rows = {};
  rows.quantities = data.rows.quantities.map(quantity);
  rows.targets = data.rows.targets.map(target);
  rows.commitments = data.rows.commitments.map(commitment);
  rows.tasks = data.rows.tasks.map(task);

  const plainNumber = (value) =>
    value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");

  // A figure with bound and unit; in English magnitudes are worked into the number.
  function figureOf(row) {
    if (row.value === undefined || row.value === null) return MISSING;
    const [printed, unit, magnitude] = data.units[row.unit];
    const sign = SIGNS[row.bound];
    if (!isEnglish) return `${sign}${plainNumber(row.value)}${/^[A-Za-z]/.test(printed) ? " " : ""}${printed}`;
    if (row.measure !== undefined && keyOf("measure", row.measure) === "rank") return `${sign}no. ${plainNumber(row.value)}`;
    const size = row.value * magnitude;
    const [step, word] = (magnitude > 1 && STEPS.find(([least]) => Math.abs(size) >= least)) || [1, ""];
    // What was worked in leaves traces of the machine's arithmetic behind: 12 digits are more than any text has.
    const shown = `${sign}${plainNumber(Number((size / step).toPrecision(12)))}${word && ` ${word}`}`;
    return /^[%‰:]/.test(unit) ? shown + unit : `${shown} ${unit}`.trim();
  }

  function yearsOf(row) {
    if (row.start === null || row.start === undefined) return MISSING;
    return row.end === row.start ? String(row.start) : `${row.start}–${row.end}`;
  }

  // The nearest sentence before or after that is no heading, if the document has one.
  function neighbour(at, step) {
    for (let one = at + step; one >= 0 && one < sentences.length; one += step) {
      if (sentences[one].document !== sentences[at].document) return undefined;
      if (!sentences[one].isHeading) return sentences[one];
    }
    return undefined;
  }

  // The headings above a sentence, the outermost first.
  function headingsOf(sentence) {
    const found = [];
    for (let at = sentence.section; at >= 0; at = data.sections[at][2]) {
      const [numeral, text] = data.sections[at];
      found.unshift(`${numeral}${!numeral || /[、）]$/.test(numeral) ? "" : " "}${text}`);
    }
    return found;
  }

  return { rows, MISSING, nameOf, keyOf, figureOf, yearsOf, neighbour, headingsOf };
})();
