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

function predict(aside) {
  const details = aside.querySelector("details");
  aside.addEventListener("change", ({ target }) => {
    const right = target.value === aside.dataset.answer;
    for (const item of aside.querySelectorAll(".options li")) {
      item.classList.remove("right", "wrong");
      item.querySelector(".mark")?.remove();
    }
    const item = target.closest("li");
    item.classList.add(right ? "right" : "wrong");
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.setAttribute("role", "status");
    mark.textContent = ` ${right ? aside.dataset.right : aside.dataset.wrong}`;
    item.append(mark);
    if (right) details.open = true;
  });
}

// ---- Challenges ----

// A lab says how a run ended: { scenario, variant, settings: { key: text }, metrics: { name: number } }.
function challenges(all) {
  for (const aside of all) aside.querySelector(".challenge-state").hidden = false;
  document.addEventListener("tidepool-finished", ({ detail }) => {
    for (const aside of all.filter((aside) => isMet(aside.dataset, detail))) {
      const state = aside.querySelector(".challenge-state");
      state.textContent = state.dataset.met;
      aside.classList.add("met");
    }
  });
}

function isMet(wanted, run) {
  if (run?.scenario !== wanted.scenario) return false;
  if (wanted.variant && run.variant && run.variant !== wanted.variant) return false;
  for (const pair of wanted.set.split(" ").filter(Boolean)) {
    const [key, value] = pair.split("=");
    const found = run.settings?.[key];
    if (found !== undefined && String(found) !== value) return false;
  }
  const value = run.metrics?.[wanted.metric];
  return typeof value === "number" && holds(wanted.condition, value);
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
challenges([...document.querySelectorAll(".challenge")]);
