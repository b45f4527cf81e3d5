// How does a reader sort, filter and search a table? Without this script it is the whole table, in the order given.
"use strict";
(() => {
  const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const LAST = null; // what stands where there is no figure: behind every figure, up or down

  const made = (name, words, marks) => {
    const element = document.createElement(name);
    element.textContent = words;
    for (const [mark, value] of Object.entries(marks || {})) element.setAttribute(mark, value);
    return element;
  };

  const plain = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  const VALUES = {
    text: (words) => plain(words),
    number: (words) => parseFloat(words.replace(/[,%+]/g, "").replace("\u2212", "-")),
    date: (words) => {
      const [day, month, year] = words.split(" ");
      return year * 10000 + MONTHS.indexOf(month) * 100 + Number(day);
    },
  };

  const valueOf = (cell, kind) => {
    const words = cell.textContent.trim();
    const value = cell.querySelector("[role=img]") || !words ? LAST : VALUES[kind](words);
    return Number.isNaN(value) ? LAST : value;
  };

  const compared = (one, other) =>
    typeof one === "string" ? one.localeCompare(other, "en-GB", { numeric: true }) : one - other;

  const inOrder = (rows, at, kind, down) => {
    const told = rows.map((row) => [valueOf(row.cells[at], kind), row]);
    const known = told.filter(([value]) => value !== LAST);
    known.sort(([one], [other]) => (down ? compared(other, one) : compared(one, other)));
    return [...known, ...told.filter(([value]) => value === LAST)].map(([, row]) => row);
  };

  const explore = (block, number) => {
    const table = block.querySelector("table");
    if (!table || !table.tBodies.length) return;
    const { noun, sorts, filter, within, index } = block.dataset;
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("al-total"));
    const closing = [...body.rows].filter((row) => row.classList.contains("al-total"));
    const headings = [...table.tHead.rows[0].cells];
    const names = headings.map((heading) => heading.textContent);
    const state = { sorted: "" };

    const controls = made("div", "", { class: "al-explore" });
    const labelled = (words, control) => {
      control.id = `explore-${number}-${controls.children.length}`;
      const part = made("p", "");
      part.append(made("label", words, { for: control.id }), control);
      controls.append(part);
      return control;
    };
    const search = labelled(`Search ${noun} by name`, made("input", "", { type: "search", autocomplete: "off" }));
    const choice = filter ? labelled(names[filter], made("select", "")) : null;
    if (choice) {
      const found = new Set(rows.map((row) => row.cells[filter].textContent.trim()));
      choice.append(made("option", "all", { value: "" }));
      [...found].sort((one, other) => one.localeCompare(other)).forEach((value) =>
        choice.append(made("option", value, { value })));
    }
    const everything = made("button", `Show all ${noun}`, { type: "button" });
    const status = made("p", "", { role: "status", class: "al-small" });
    controls.append(everything, status);

    const show = () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      const chosen = choice ? choice.value : "";
      let shown = 0;
      for (const row of rows) {
        const name = plain(row.cells[0].textContent);
        const fits = !chosen || row.cells[filter].textContent.trim() === chosen;
        const out = !fits || !words.every((word) => name.includes(word));
        row.classList.toggle("al-out", out);
        shown += out ? 0 : 1;
      }
      closing.forEach((row) => row.classList.toggle("al-out", shown < rows.length));
      const nothing = shown ? "" : " Change the search, or show all.";
      status.textContent = `${shown} of ${rows.length} ${noun} shown${state.sorted}.${nothing}`;
    };

    const sort = (at) => {
      const down = headings[at].getAttribute("aria-sort") === "ascending";
      headings.forEach((heading) => heading.removeAttribute("aria-sort"));
      headings[at].setAttribute("aria-sort", down ? "descending" : "ascending");
      const kind = sorts.split(" ")[at];
      body.append(...inOrder(rows, at, kind, down), ...closing);
      const ways = { text: ["A to Z", "Z to A"], number: ["lowest first", "highest first"] };
      const [up, back] = ways[kind] || ["earliest first", "latest first"];
      state.sorted = `, by ${names[at]}, ${down ? back : up}`;
      show();
    };

    headings.forEach((heading, at) => {
      if (!VALUES[sorts.split(" ")[at]]) return;
      const button = made("button", names[at], { type: "button" });
      button.addEventListener("click", () => sort(at));
      heading.replaceChildren(button);
    });
    search.addEventListener("input", show);
    if (choice) choice.addEventListener("change", show);
    everything.addEventListener("click", () => {
      search.value = "";
      if (choice) choice.value = "";
      show();
    });

    // Only a page that stands where a run put it has the other documents beside it.
    const folders = location.pathname.split("/");
    if (index && folders[folders.length - 2] === within) {
      controls.prepend(made("p", "A name leads to its documents, in the list of all (index.html, one folder up)."));
      for (const row of rows) {
        const link = made("a", "", { href: `${index}#${row.dataset.leads}` });
        link.append(...row.cells[0].childNodes);
        row.cells[0].append(link);
      }
    }

    (table.closest(".al-scroll") || table).before(controls);
    show();
  };

  document.querySelectorAll("[data-sorts]").forEach(explore);
})();
