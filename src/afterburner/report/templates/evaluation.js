// The script of an evaluation's page. Texts of strangers become text nodes and data of charts, never markup or code.
(function () {
  "use strict";
  const { data, draw } = charts;
  const byId = (id) => document.getElementById(id);

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // One problem: the distribution of its reference solutions, and the candidates.
  const REFERENCES = "reference solutions";
  const runsOf = new Map();
  data.rows.forEach((row) => {
    if (!runsOf.has(row.problem)) runsOf.set(row.problem, []);
    runsOf.get(row.problem).push(row);
  });
  const hasSolutions = data.rows.some((row) => row.solution > 0);

  function runName(row) {
    const name = data.conditions[row.condition];
    return hasSolutions ? name + ", solution " + row.solution : name;
  }

  function drawProblem() {
    const number = Number(byId("problem").value);
    const problem = data.problems[number];
    if (!problem) return;
    const runs = runsOf.get(number) ?? [];
    for (const place of document.querySelectorAll("[data-strip]")) {
      const quantity = place.dataset.strip;
      const references = problem.costs[quantity].map((one) => ({ ...one, row: REFERENCES }));
      const candidates = runs
        .map((run) => ({ run, cost: run.program === null ? null : data.programs[run.program].costs[quantity] }))
        .filter((one) => one.cost !== null)
        .map(({ run, cost }) => ({ ...cost, row: data.conditions[run.condition], name: runName(run) }));
      draw(place, data.strips[quantity], data.palettes, { references, candidates });
    }
    drawTraces(runs);
    const failed = runs.filter((run) => !run.accepted);
    byId("problem-note").textContent = failed.length
      ? "Without a correct program: " + failed.map((run) => runName(run) + " (" + run.verdict + ")").join("; ")
      : "";
  }

  // Beyond this ratio of the durations a linear axis squeezes the shorter runs into a stroke.
  const MUCH_LONGER = 4;

  function drawTraces(runs) {
    const place = byId("trace");
    const traced = runs.filter((run) => run.program !== null && data.programs[run.program].trace.length > 1);
    const samples = traced.flatMap((run, number) =>
      data.programs[run.program].trace.map(([seconds, bytes]) => (
        { seconds, bytes, run: number, row: data.conditions[run.condition], name: runName(run) })));
    if (!samples.length) {
      charts.say(place, "No trace was recorded.");
      return;
    }
    const ends = traced.map((run) => data.programs[run.program].trace.at(-1)[0]);
    const spec = structuredClone(data.trace);
    if (Math.max(...ends) > MUCH_LONGER * Math.min(...ends)) {
      spec.encoding.x.scale = { type: "sqrt" };
      spec.encoding.x.title = "wall time, square root scale";
    }
    draw(place, spec, data.palettes, { samples });
  }

  // The table of all runs.
  const CHUNK = 100;
  const percent = (share) => (share === null ? "–" : (100 * share).toFixed(1));
  const times = (ratio) => (ratio === null ? "–" : (ratio >= 99.5 ? Math.round(ratio) : ratio.toPrecision(3)) + "×");
  const DIFFICULTY = ["easy", "medium", "hard"];
  const COLUMNS = [
    { head: "Problem", value: (row) => data.problems[row.problem].id },
    { head: "Difficulty", text: (row) => data.problems[row.problem].difficulty ?? "–", value: difficulty },
    { head: "Condition", wraps: true, text: runName, value: runName },
    { head: "Verdict", wraps: true, text: verdict, value: verdict },
    { head: "Iteration", number: true, text: (row) => row.iteration ?? "–", value: (row) => row.iteration },
    ...["Beyond-T", "Beyond-M", "Beyond-I"].map((head, place) => (
      { head, number: true, text: (row) => percent(row.ranks[place]), value: (row) => row.ranks[place] })),
    { head: "Cost", number: true, text: (row) => row.costText, value: (row) => row.cost },
    { head: "÷ best", number: true, text: (row) => times(row.best), value: (row) => row.best },
    { head: "÷ median", number: true, text: (row) => times(row.middle), value: (row) => row.middle },
  ];

  function difficulty(row) {
    const name = data.problems[row.problem].difficulty;
    const place = DIFFICULTY.indexOf(name);
    return name === null ? null : place < 0 ? DIFFICULTY.length : place;
  }

  function verdict(row) {
    return row.reason && !row.accepted ? row.verdict + ": " + row.reason : row.verdict;
  }

  const haystacks = data.rows.map((row) => {
    const problem = data.problems[row.problem];
    const parts = [problem.id, problem.title, problem.difficulty ?? "", ...problem.tags, runName(row), verdict(row), row.test ?? ""];
    return parts.join(" ").toLowerCase();
  });
  const order = data.rows.map((_, place) => place);
  let sorting = { column: 0, descending: false };
  let shown = CHUNK;

  function compare(a, b) {
    const column = COLUMNS[sorting.column];
    const x = column.value(data.rows[a]);
    const y = column.value(data.rows[b]);
    // What is missing comes last in both directions.
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    const found = typeof x === "string" ? x.localeCompare(y, undefined, { numeric: true }) : x - y;
    return (sorting.descending ? -found : found) || a - b;
  }

  function matches() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    return order.filter((place) => words.every((word) => haystacks[place].includes(word)));
  }

  function showRows() {
    const found = matches();
    const body = byId("runs");
    body.replaceChildren(...found.slice(0, shown).map((place) => rowOf(data.rows[place])));
    if (!found.length) {
      const cell = element("td", "", "Nothing matches.");
      cell.colSpan = COLUMNS.length;
      const line = element("tr");
      line.append(cell);
      body.append(line);
    }
    byId("found").textContent = found.length + " of " + order.length + " rows";
    byId("more").hidden = found.length <= shown;
  }

  function rowOf(row) {
    const line = element("tr", row.accepted ? "" : "failed");
    COLUMNS.forEach((column, place) => {
      if (place === 0) line.append(opener(row, line));
      else line.append(element("td", column.number ? "number" : column.wraps ? "text" : "", String(column.text(row))));
    });
    return line;
  }

  function opener(row, line) {
    const problem = data.problems[row.problem];
    const cell = element("th");
    cell.scope = "row";
    const button = element("button", "open", problem.id);
    button.type = "button";
    button.title = problem.id;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const opened = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!opened));
      if (opened) line.nextElementSibling.remove();
      else line.after(details(row));
    });
    cell.append(button);
    if (problem.title && problem.title !== problem.id) cell.append(element("small", "", problem.title));
    return cell;
  }

  function details(row) {
    const inside = element("div", "inside");
    const words = [
      row.accepted ? null : verdict(row) + (row.test ? ", test " + row.test : ""),
      row.program !== null ? data.programs[row.program].failure : null,
      row.detail,
      row.note ? "The policy: " + row.note : null,
      changed(row),
    ];
    for (const text of words) if (text) inside.append(element("p", "", text));
    if (row.diff !== null) inside.append(diffOf(data.texts[row.diff]));
    if (row.code !== null) inside.append(codeOf(row));
    inside.append(chooser(row));
    const cell = element("td");
    cell.colSpan = COLUMNS.length;
    cell.append(inside);
    const line = element("tr", "more-of");
    line.append(cell);
    return line;
  }

  function chooser(row) {
    const button = element("button", "more", "Show its distribution");
    button.type = "button";
    button.addEventListener("click", () => {
      byId("problem").value = String(row.problem);
      drawProblem();
      byId("problem-title").scrollIntoView();
      byId("problem").focus();
    });
    return button;
  }

  function changed(row) {
    if (row.code === null) return "The code is not kept with these results.";
    if (row.diff === null) return row.was === "accepted" ? "The program of iteration 0 stands." : "The program of iteration 0 (" + row.was + ") is not kept.";
    return "What changed from iteration 0 (" + row.was + ") to the final program:";
  }

  const KINDS = { "+": "added", "-": "removed", "@": "hunk" };

  function diffOf(text) {
    const made = element("pre", "code diff");
    made.tabIndex = 0;
    for (const line of text.split("\n")) made.append(element("span", KINDS[line[0]] ?? "same", line + "\n"));
    return made;
  }

  function codeOf(row) {
    const made = element("details");
    made.open = row.diff === null;
    const code = element("pre", "code", data.texts[row.code]);
    code.tabIndex = 0;
    made.append(element("summary", "", row.accepted ? "The final program" : "The program that failed"), code);
    return made;
  }

  function showHeads() {
    byId("heads").replaceChildren(...COLUMNS.map((column, place) => {
      const cell = element("th", column.number ? "number" : "");
      cell.scope = "col";
      const isSorted = place === sorting.column;
      cell.setAttribute("aria-sort", isSorted ? (sorting.descending ? "descending" : "ascending") : "none");
      const button = element("button", "", column.head);
      button.type = "button";
      button.addEventListener("click", () => sortBy(place));
      cell.append(button);
      return cell;
    }));
  }

  function sortBy(column) {
    const again = sorting.column === column;
    sorting = { column, descending: again && !sorting.descending };
    order.sort(compare);
    showHeads();
    showRows();
    byId("heads").children[column].firstChild.focus();
  }

  // A link can carry a search: report.html#q=hard
  function readFragment() {
    const found = new URLSearchParams(location.hash.slice(1)).get("q");
    if (found !== null && found !== byId("search").value) {
      byId("search").value = found;
      shown = CHUNK;
      showRows();
    }
  }

  function writeFragment() {
    const text = byId("search").value;
    history.replaceState(null, "", text ? "#q=" + encodeURIComponent(text) : "#");
  }

  byId("search").addEventListener("input", () => { shown = CHUNK; showRows(); writeFragment(); });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !byId("search").value) return;
    event.preventDefault();
    byId("search").value = "";
    byId("search").dispatchEvent(new Event("input"));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    byId("search").focus();
  });
  byId("more").addEventListener("click", () => { shown += CHUNK; showRows(); });
  byId("problem").addEventListener("change", drawProblem);
  addEventListener("hashchange", readFragment);
  charts.dark.addEventListener("change", drawProblem);

  order.sort(compare);
  showHeads();
  readFragment();
  showRows();
  drawProblem();
})();
