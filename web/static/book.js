// What script adds to the pages of the book. All of them can be read and used without it.

const root = document.documentElement;

// ---- Light and dark ----

function themeSwitch(button) {
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => {
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("tidepool-theme", root.dataset.theme);
    } catch {
      // The choice lasts as long as the page then.
    }
    label();
  });
  system.addEventListener("change", label);
  label();
  button.hidden = false;
}

// ---- The other language, at the same place ----

// Headings have the same anchors in both languages. The link stands at the top of the page, so what counts is where the
// reader rested before coming up for it; only who stays at the top has begun anew.
const REST_MS = 500;
const BEGIN_ANEW_MS = 10_000;

function keepPlace(link) {
  if (!link) return;
  const plain = link.getAttribute("href");
  const headings = [...document.querySelectorAll("main :is(h2, h3)[id]")];
  const aim = (heading) => link.setAttribute("href", heading ? `${plain}#${heading.id}` : plain);
  let timer;
  const rest = () => {
    const read = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    if (read.length > 0) aim(read.at(-1));
    else timer = setTimeout(aim, BEGIN_ANEW_MS);
  };
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
  };
  addEventListener("scroll", moved, { passive: true });
  moved();
}

// ---- Predictions ----

// The answer is there once the reader has guessed or has run the lab. The guess stays for as long as the tab is open.
function predict(aside, number) {
  const details = aside.querySelector("details");
  const name = `tidepool-guess-${location.pathname.replace(/\/(en|zh)\//, "/")}-${number}`;
  details.hidden = true;
  const judge = (input) => {
    const right = input.value === aside.dataset.answer;
    for (const item of aside.querySelectorAll(".options li")) {
      item.classList.remove("right", "wrong");
      item.querySelector(".mark")?.remove();
    }
    const item = input.closest("li");
    item.classList.add(right ? "right" : "wrong");
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.setAttribute("role", "status");
    mark.textContent = ` ${right ? aside.dataset.right : aside.dataset.wrong}`;
    const reason = aside.querySelector(`.reasons [data-option="${input.value}"] > span`);
    if (reason) {
      const why = reason.cloneNode(true);
      why.className = "why";
      mark.append(" ", why);
    }
    item.append(mark);
    details.hidden = false;
    if (right) details.open = true;
  };
  const guess = kept(name);
  const before = [...aside.querySelectorAll("input")].find((input) => input.value === guess);
  if (before) {
    before.checked = true;
    judge(before);
  }
  aside.addEventListener("change", ({ target }) => {
    keep(name, target.value);
    judge(target);
  });
  document.getElementById(aside.dataset.lab)?.addEventListener("tidepool-finished", () => {
    details.hidden = false;
    if (aside.querySelector("input:checked")) details.open = true;
  });
}

function kept(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // It is remembered by the form alone then.
  }
}

// ---- Claims ----

// Who has seen the run that a claim names has tried it: the verdict opens.
function claims(all) {
  document.addEventListener("tidepool-finished", ({ detail }) => {
    for (const aside of all.filter((aside) => isRun(aside.dataset, detail) && !detail.edited)) {
      aside.querySelector("details").open = true;
      aside.querySelector(".tried").textContent = aside.dataset.tried;
    }
  });
}

// ---- Flows ----

// A lab that a flow follows says with every picture how far it is:
// { scenario, variant, listing, edited, ns, counters: { name: number }, lines: [[line, count]] }.
const LIT_MS = 700;

function flow(figure) {
  const lab = document.getElementById(figure.dataset.lab);
  const state = figure.querySelector(".flow-state");
  const parts = [...figure.querySelectorAll("[data-count]")].map(counted);
  const shown = root.lang.startsWith("en") ? new Intl.NumberFormat("en") : { format: String };
  let before;
  let timer;
  lab?.addEventListener("tidepool-counters", ({ detail }) => {
    // Until the lab moves, the counts of a whole run say more than none at all.
    if (!before && detail.lines.every(([, count]) => count === 0)) return;
    const forward = before !== undefined && detail.ns >= before.ns;
    const values = parts.map((part) => count(part.terms, detail, figure.dataset.listing));
    const growth = values.map((value, n) => (forward ? Math.max(0, value - before.values[n]) || 0 : 0));
    const most = Math.max(...growth);
    parts.forEach(({ element, text }, n) => {
      if (text) text.textContent = Number.isNaN(values[n]) ? "—" : shown.format(values[n]);
      element.classList.toggle("none", values[n] === 0);
    });
    // A picture of the same moment leaves the traces of the last move.
    if (before === undefined || values.some((value, n) => !Object.is(value, before.values[n]))) {
      clearTimeout(timer);
      parts.forEach(({ element }, n) => {
        element.classList.toggle("passed", growth[n] > 0);
        element.classList.toggle("lit", growth[n] > 0);
        element.style.setProperty("--flow", growth[n] > 0 ? Math.sqrt(growth[n] / most).toFixed(2) : 0);
      });
      timer = setTimeout(() => parts.forEach(({ element }) => element.classList.remove("lit")), LIT_MS);
    }
    state.textContent = state.dataset.live.replace("{time}", time(detail.ns));
    before = { ns: detail.ns, values };
  });
}

function time(ns) {
  if (ns < 1e3) return `${ns} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toFixed(2)} µs`;
  if (ns < 1e9) return `${(ns / 1e6).toFixed(2)} ms`;
  return `${(ns / 1e9).toFixed(3)} s`;
}

// `a - b + line 12` as [{ sign, name }, { sign, line }].
function counted(element) {
  const words = element.dataset.count.split(" ");
  const terms = [];
  let sign = 1;
  for (let n = 0; n < words.length; n++) {
    if (words[n] === "+" || words[n] === "-") sign = words[n] === "-" ? -1 : 1;
    else terms.push(words[n] === "line" ? { sign, line: Number(words[++n]) } : { sign, name: words[n] });
  }
  return { element, terms, text: element.matches(".count") ? element : element.querySelector(".count") };
}

// NaN if the lab cannot say it: a line of another listing, or of one that the reader has changed.
function count(terms, { edited, listing, counters, lines }, own) {
  const began = (line) => (edited || listing !== own ? NaN : (lines.find(([at]) => at === line)?.[1] ?? 0));
  let sum = 0;
  for (const { sign, name, line } of terms) sum += sign * (name ? (counters[name] ?? 0) : began(line));
  return Number.isNaN(sum) ? NaN : Math.max(0, Math.round(sum));
}

// ---- Challenges ----

// A lab says how a run ended: { scenario, variant, edited, settings: { key: text }, metrics: { name: number } }.
function challenges(all) {
  for (const aside of all) aside.querySelector(".challenge-state").hidden = false;
  document.addEventListener("tidepool-finished", ({ detail }) => {
    for (const aside of all.filter((aside) => isMet(aside.dataset, detail))) {
      if (aside.classList.contains("met")) continue;
      const state = aside.querySelector(".challenge-state");
      const fooled = aside.dataset.code === "unedited" && detail.edited;
      state.textContent = fooled ? aside.dataset.edited : state.dataset.met;
      aside.classList.toggle("met", !fooled);
    }
  });
}

function isMet(wanted, run) {
  return isRun(wanted, run) && wanted.goals.split("; ").every((goal) => {
    const [, metric, condition] = goal.match(/^(\S+) (.+)$/);
    const value = run.metrics?.[metric];
    return typeof value === "number" && holds(condition, value);
  });
}

// Whether `run` is of the scenario, the variant and with the settings that are wanted.
function isRun(wanted, run) {
  if (run?.scenario !== wanted.scenario) return false;
  if (wanted.variant && run.variant && run.variant !== wanted.variant) return false;
  for (const pair of wanted.set.split(" ").filter(Boolean)) {
    const [key, value] = pair.split("=");
    const found = run.settings?.[key];
    // A number may be written in several ways: the default of a rate is 100.0.
    const same = String(found) === value || Number(found) === Number(value);
    if (found !== undefined && !same) return false;
  }
  return true;
}

function holds(condition, value) {
  const compared = condition.match(/^(==|!=|<=|>=|<|>) (.+)$/);
  if (!compared) {
    const [low, high] = condition.split("..").map(Number);
    return low <= value && value <= high;
  }
  const limit = Number(compared[2]);
  switch (compared[1]) {
    case "==":
      return value === limit;
    case "!=":
      return value !== limit;
    case "<=":
      return value <= limit;
    case ">=":
      return value >= limit;
    case "<":
      return value < limit;
    default:
      return value > limit;
  }
}

// ---- Begin ----

themeSwitch(document.querySelector(".theme-switch"));
keepPlace(document.querySelector(".lang-switch"));
document.querySelectorAll(".predict").forEach(predict);
document.querySelectorAll(".flow").forEach(flow);
claims([...document.querySelectorAll(".claim[data-scenario]")]);
challenges([...document.querySelectorAll(".challenge")]);
