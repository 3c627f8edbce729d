// Adds hover, keys, a lock and saving to figures that are complete without it. Labels reach the page as text only, never
// as markup; style is set by property, which a content policy without inline styles allows.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const STEPS = 64;
  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  const made = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text ?? "";
    return element;
  };
  const button = (className, text, act) => {
    const element = made("button", className, text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const drawn = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };
  const within = (value, count) => Math.max(0, Math.min(count - 1, value));
  const shown = (value) => value === null ? "no value" : value.toFixed(3).replace("-", "\u2212");

  // Saving.

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const picture = (figure) => {
    const svg = figure.querySelector(".hw-picture > svg").cloneNode(true);
    svg.querySelectorAll(".hw-cursor, .hw-cross").forEach((mark) => mark.remove());
    const ground = drawn("rect", { width: "100%", height: "100%", fill: "#fcfcfa" });
    svg.insertBefore(ground, svg.querySelector("defs").nextSibling);
    return new XMLSerializer().serializeToString(svg);
  };
  const addTools = (figure, json) => {
    figure.querySelector(".hw-tools").append(
      button("hw-button", "Save SVG", () => save(`${figure.id}.svg`, "image/svg+xml", picture(figure))),
      button("hw-button", "Save JSON", () => save(`${figure.id}.json`, "application/json", json)));
  };

  // Figures of single marks: bars, points, tokens.

  const followMarks = (figure, frame, say) => {
    const marks = [...frame.querySelectorAll(".hw-mark")];
    let current = -1;
    const show = (index) => {
      marks[current]?.classList.remove("is-shown");
      current = index;
      marks[current].classList.add("is-shown");
      say(marks[current].querySelector("title").textContent);
    };
    frame.addEventListener("pointerover", (event) => {
      const mark = event.target.closest(".hw-mark");
      if (mark !== null) {
        show(marks.indexOf(mark));
      }
    });
    frame.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      if (move !== undefined) {
        event.preventDefault();
        show(within(current + move[0] + move[1], marks.length));
      }
    });
  };

  // Figures of cells. A grid knows its size and what to do with a cell that is pointed at.

  const followCells = (frame, grid) => {
    const sensors = [...frame.querySelectorAll(".hw-sensor")];
    let at = null;
    const show = (facet, row, column) => {
      at = { facet, row, column };
      grid.show(at, sensors[facet]);
    };
    sensors.forEach((sensor, facet) => {
      const point = (event) => {
        const box = sensor.getBoundingClientRect();
        const row = Math.floor((event.clientY - box.top) / box.height * grid.rows);
        const column = Math.floor((event.clientX - box.left) / box.width * grid.columns);
        show(facet, within(row, grid.rows), within(column, grid.columns));
      };
      sensor.addEventListener("pointermove", point);
      sensor.addEventListener("click", (event) => { point(event); grid.choose?.(at); });
    });
    frame.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      if (move === undefined) {
        return;
      }
      event.preventDefault();
      const from = at ?? { facet: 0, row: 0, column: 0 };
      const [down, right] = at === null ? [0, 0] : move;
      show(from.facet, within(from.row + down, grid.rows), within(from.column + right, grid.columns));
    });
  };
  const outline = (sensor, className, x, y, width, height) => {
    const left = Number(sensor.getAttribute("x"));
    const top = Number(sensor.getAttribute("y"));
    const rect = drawn("rect", { class: className, x: left + x, y: top + y, width, height });
    sensor.parentNode.insertBefore(rect, sensor);
  };
  const cursor = (frame, sensor, grid, row, column) => {
    frame.querySelectorAll(".hw-cursor, .hw-cross").forEach((mark) => mark.remove());
    const width = Number(sensor.getAttribute("width"));
    const height = Number(sensor.getAttribute("height"));
    const across = width / grid.columns;
    const down = height / grid.rows;
    if (row !== null) {
      outline(sensor, "hw-cross", 0, row * down, width, down);
    }
    if (column !== null) {
      outline(sensor, "hw-cross", column * across, 0, across, height);
    }
    if (row !== null && column !== null) {
      outline(sensor, "hw-cursor", column * across, row * down, across, down);
    }
  };
  const startMap = (frame, data, say) => {
    const grid = { rows: data.rows.labels.length, columns: data.columns.labels.length };
    grid.show = ({ facet, row, column }, sensor) => {
      cursor(frame, sensor, grid, row, column);
      const { name, values } = data.facets[facet];
      const place = `${data.rows.name} ${data.rows.labels[row]}, ${data.columns.name} ${data.columns.labels[column]}`;
      say(`${name === "" ? "" : name + ": "}${place}: ${shown(values[row][column])}`);
    };
    followCells(frame, grid);
  };

  // Attention heads.

  const strongest = (shares, labels) => shares
    .map((share, place) => ({ share, place }))
    .filter(({ share }) => share > 0.0005)
    .sort((one, other) => other.share - one.share)
    .slice(0, 3)
    .map(({ share, place }) => `${labels[place]} ${shown(share)}`)
    .join(", ") || "nothing";

  const recolour = (cells, pattern, masked) => {
    const ground = cells.querySelector("rect");
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(ground.getAttribute(name)));
    const across = width / pattern.length;
    const down = height / pattern.length;
    const paths = new Map();
    pattern.forEach((row, query) => row.forEach((share, key) => {
      const level = Math.round(Math.max(0, Math.min(1, share)) * STEPS);
      if (level > 0 && !masked(query, key)) {
        const cell = `M${x + key * across} ${y + query * down}h${across}v${down}h${-across}z`;
        paths.set(level, (paths.get(level) ?? "") + cell);
      }
    }));
    cells.querySelectorAll("path[class]").forEach((path) => path.remove());
    paths.forEach((d, level) => cells.append(drawn("path", { class: `f-s${level}`, d })));
  };

  const strip = (name, labels) => {
    const heading = made("p", "hw-tokens-name", name);
    const line = made("div", "hw-tokens");
    const chips = labels.map((label) => {
      const chip = made("span", "hw-token", label);
      const bar = made("span", "hw-share");
      const number = made("span", "hw-number");
      chip.append(bar, number);
      line.append(chip);
      return { bar, number };
    });
    const show = (words, shares) => {
      heading.textContent = words;
      chips.forEach(({ bar, number }, place) => {
        bar.style.backgroundColor = `var(--hw-s${Math.round(Math.max(0, Math.min(1, shares[place])) * STEPS)})`;
        number.textContent = shares[place] >= 0.005 ? shares[place].toFixed(2) : "";
      });
    };
    return { parts: [heading, line], show };
  };

  const rovingKeys = (buttons, perRow) => (event) => {
    const move = MOVES[event.key];
    const index = buttons.indexOf(event.target.closest("button"));
    if (move === undefined || index < 0) {
      return;
    }
    event.preventDefault();
    const next = index + move[0] * perRow() + move[1];
    if (next >= 0 && next < buttons.length) {
      buttons.forEach((each) => { each.tabIndex = -1; });
      buttons[next].tabIndex = 0;
      buttons[next].focus();
    }
  };
  const perRow = (buttons) => () =>
    buttons.filter((each) => each.getBoundingClientRect().top === buttons[0].getBoundingClientRect().top).length;

  const startHeads = (figure, frame, data, say) => {
    const labels = data.shown_tokens.map((token, place) => `${token} ${place}`);
    const large = figure.querySelector(".hw-large");
    const svg = frame.querySelector("svg");
    const heading = svg.querySelector("text");
    const masked = (query, key) => data.masking === "causal" && key > query;
    const size = labels.length;
    const grid = { rows: size, columns: size };
    const state = { head: 0, token: null, key: null, locked: false };

    const pattern = () => data.heads[state.head].pattern;
    const column = (key) => pattern().map((row) => row[key]);

    const to = strip("Looks at", data.shown_tokens);
    const from = strip("Is looked at by", data.shown_tokens);
    const lock = made("p", "hw-lock");
    const tokensName = made("p", "hw-tokens-name", "Tokens: hover or focus one to see where it looks and what looks at it");
    const tokensLine = made("div", "hw-tokens");
    tokensLine.setAttribute("role", "group");
    tokensLine.setAttribute("aria-label", "Tokens; arrow keys move, L locks");

    const writeLock = () => {
      lock.classList.toggle("is-locked", state.locked);
      lock.textContent = state.locked
        ? `Locked on ${labels[state.token]}. Press L or Escape to unlock.`
        : "Not locked. Press L, or click, to lock what you see.";
    };
    const refresh = () => {
      const token = state.token;
      tokens.forEach((each, place) => each.setAttribute("aria-pressed", String(state.locked && place === token)));
      writeLock();
      if (token === null) {
        return;
      }
      const sensor = frame.querySelector(".hw-sensor");
      cursor(frame, sensor, grid, token, state.key ?? token);
      to.show(`${labels[token]} looks at`, pattern()[token]);
      from.show(`${labels[token]} is looked at by`, column(token));
      const head = data.heads[state.head].label;
      say(state.key !== null
        ? `Head ${head}: ${labels[token]} (query) looks at ${labels[state.key]} (key): `
          + (masked(token, state.key) ? "masked, a later token" : shown(pattern()[token][state.key]))
        : `Head ${head}: ${labels[token]} looks at ${strongest(pattern()[token], labels)}; `
          + `is looked at by ${strongest(column(token), labels)}`);
    };
    const look = (token, key) => {
      if (!state.locked) {
        Object.assign(state, { token, key });
        refresh();
      }
    };
    const toggle = () => {
      if (state.token !== null) {
        state.locked = !state.locked;
        refresh();
      }
    };
    const tokens = data.shown_tokens.map((token, place) => {
      const element = button("hw-token", token, () => { look(place, null); toggle(); });
      element.setAttribute("aria-label", `${token}, position ${place}`);
      element.tabIndex = place === 0 ? 0 : -1;
      element.addEventListener("pointerenter", () => look(place, null));
      element.addEventListener("focus", () => look(place, null));
      return element;
    });
    tokensLine.append(...tokens);
    tokensLine.addEventListener("keydown", rovingKeys(tokens, perRow(tokens)));

    const heads = [...figure.querySelectorAll(".hw-head")].map((span, index) => {
      const element = button("hw-head", "", () => open(index));
      element.replaceChildren(...span.childNodes);
      element.tabIndex = index === 0 ? 0 : -1;
      span.replaceWith(element);
      return element;
    });
    const open = (index) => {
      state.head = index;
      large.hidden = false;
      heads.forEach((each, place) => each.setAttribute("aria-pressed", String(place === index)));
      heading.textContent = `Head ${data.heads[index].label}`;
      recolour(frame.querySelector(".hw-cells"), pattern(), masked);
      frame.setAttribute("aria-label", `Head ${data.heads[index].label}; arrow keys move from cell to cell, L locks`);
      refresh();
    };
    const close = () => {
      large.hidden = true;
      say("");
      heads.forEach((each) => each.setAttribute("aria-pressed", "false"));
      heads[state.head].focus();
    };
    figure.querySelector(".hw-heads").addEventListener("keydown", rovingKeys(heads, perRow(heads)));
    figure.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (event.key === "l" || event.key === "L") {
        toggle();
      } else if (event.key === "Escape" && state.locked) {
        toggle();
      } else if (event.key === "Escape" && !large.hidden) {
        close();
      }
    });

    grid.show = ({ row, column: key }) => look(row, key);
    grid.choose = toggle;
    followCells(frame, grid);
    large.append(lock, tokensName, tokensLine, ...to.parts, ...from.parts);
    large.prepend(figure.querySelector(".hw-readout"));
    open(0);
  };

  const start = (figure) => {
    const json = figure.querySelector(".hw-data").textContent;
    const { kind, data } = JSON.parse(json);
    const frame = figure.querySelector(".hw-picture");
    const readout = figure.querySelector(".hw-readout");
    const say = (words) => { readout.textContent = words; };
    readout.dataset.hint = "Hover, or focus the picture and press arrow keys, to read numbers.";
    addTools(figure, json);
    if (kind === "attention-heads") {
      startHeads(figure, frame, data, say);
    } else if (kind === "heat-map") {
      startMap(frame, data, say);
    } else {
      followMarks(figure, frame, say);
    }
  };

  const addThemeSwitch = (header) => {
    const themes = ["system", "light", "dark"];
    let current = 0;
    const element = button("hw-button", "Theme: system", () => {
      current = (current + 1) % themes.length;
      element.textContent = `Theme: ${themes[current]}`;
      if (current === 0) {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = themes[current];
      }
    });
    header.append(element);
  };

  document.querySelectorAll("figure.hw-figure").forEach(start);
  document.querySelectorAll(".hw-page > header").forEach(addThemeSwitch);
})();
