// What makes the pages quicker for hands. Every page works without this file.
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const typing = (el) => el.matches?.("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
const memory = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
};
root.classList.add("js");
$(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// --- Say things to screen readers -----------------------------------------
const say = (text) => { const live = $("#live"); if (live) live.textContent = text; };

// --- Keyboard: one key each, never while typing, can be switched off --------
const rowLinks = () => $$("[data-rows] tbody [data-open]");
const step = (by) => {
  const links = rowLinks();
  if (!links.length) return;
  const row = document.activeElement.closest?.("tr");
  const at = links.findIndex((link) => row && link.closest("tr") === row);
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
};
const keys = {
  "/": () => $("[data-search]")?.focus(),
  "?": () => $("#keys")?.showModal(),
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement.closest?.("tr")?.querySelector("[data-pick]")?.click(),
  e: () => $("[data-edit]")?.click(),
  f: () => { const rail = $(".rail"); if (rail) { rail.open = true; $("input, select", rail)?.focus(); } },
};
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k" && $("#palette")) {
    event.preventDefault();
    openPalette();
  } else if (event.key === "Escape") {
    closeMenus();
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]
      && !typing(event.target) && !$("dialog[open]") && memory.get("keys") !== "off") {
    event.preventDefault();
    keys[event.key]();
  }
});
const keySwitch = $("#keys-on");
if (keySwitch) {
  keySwitch.checked = memory.get("keys") !== "off";
  keySwitch.addEventListener("change", () => memory.set("keys", keySwitch.checked ? "on" : "off"));
}

// --- Menus: close on Escape and on a click elsewhere -------------------------
const closeMenus = (except) => $$("details.menu[open]").forEach((menu) => {
  if (menu === except) return;
  if (menu.contains(document.activeElement)) $("summary", menu).focus();
  menu.open = false;
});
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

// --- Palette: go to or do anything that this page links to ------------------------
const openPalette = () => {
  const palette = $("#palette");
  const list = $("ul", palette);
  const box = $("input", palette);
  const seen = new Set();
  const links = $$("[data-command], .nav a, .tabs a, .account a").filter((link) => {
    const fresh = link.href && !seen.has(link.href);
    seen.add(link.href);
    return fresh;
  });
  const draw = () => {
    const wanted = box.value.trim().toLowerCase();
    list.replaceChildren(...links.filter((link) => link.textContent.toLowerCase().includes(wanted)).slice(0, 12).map((link) => {
      const entry = document.createElement("li");
      const copy = document.createElement("a");
      copy.href = link.href;
      copy.textContent = link.textContent.trim();
      entry.append(copy);
      return entry;
    }));
  };
  box.value = "";
  box.oninput = draw;
  draw();
  palette.showModal();
};
document.addEventListener("keydown", (event) => {
  const palette = event.target.closest?.("#palette");
  if (!palette || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const stops = [$("input", palette), ...$$("li a", palette)];
  const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  stops[Math.min(Math.max(at, 0), stops.length - 1)]?.focus();
});

// --- Lists: choose rows, show what is chosen ------------------------------------
let lastPick = null;
const countPicks = (form) => {
  const picks = $$("[data-pick]", form);
  const chosen = picks.filter((pick) => pick.checked).length;
  const bar = $("[data-bulk]", form);
  const all = $("[data-pick-all]", form);
  if (bar) bar.hidden = chosen === 0;
  const shown = $("[data-chosen]", form);
  if (shown) shown.textContent = chosen;
  if (all) { all.checked = chosen === picks.length; all.indeterminate = chosen > 0 && chosen < picks.length; }
};
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  const form = event.target.closest("form");
  if (event.target.matches("[data-pick-all]")) {
    $$("[data-pick]", form).forEach((box) => { box.checked = event.target.checked; });
  } else if (pick && event.shiftKey && lastPick) {
    const boxes = $$("[data-pick]", form);
    const [from, to] = [boxes.indexOf(lastPick), boxes.indexOf(pick)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((box) => { box.checked = pick.checked; });
  }
  if (pick) lastPick = pick;
  if (pick || event.target.matches("[data-pick-all]")) countPicks(form);
});

// --- Forms: nothing typed is lost, nothing is sent twice -----------------------------
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) dirty.add(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});
// A group says what is filled in as it is folded, and not while one types: nothing may move then.
const toldBy = (el) => (el.tagName === "SELECT" ? (el.value && el.selectedOptions[0].text)
  : el.type === "checkbox" ? (el.checked && $(`label[for="${el.id}"]`)?.textContent) : el.value.trim()) || "";
const labelOf = (field) => $("label, legend", field)?.firstChild.textContent.trim();
document.addEventListener("toggle", (event) => {
  const group = event.target;
  if (!group.matches("details[data-told]") || group.open) return;
  const persons = new Map();
  const told = [];
  $$(".field", group).forEach((field) => {
    const words = $$("input, select, textarea", field).map(toldBy).filter(Boolean).join(", ");
    const row = field.closest("[data-row]")?.dataset.row;
    if (words && row) persons.set(row, [...(persons.get(row) || []), words]);
    else if (words) told.push(`${labelOf(field)}: ${words}`);
  });
  persons.forEach((said, row) => told.push(`${row}: ${said.join(", ")}`));
  $("[data-says]", group).textContent = told.join("; ");
}, true);
document.addEventListener("submit", (event) => {
  const form = event.target;
  dirty.delete(form);
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  $$("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
});
window.addEventListener("pageshow", () => $$("form[data-sent]").forEach((form) => {
  delete form.dataset.sent;
  $$("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
}));

// --- Small conveniences --------------------------------------------------------------
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy || location.href);
    say(copy.dataset.done);
    copy.textContent = copy.dataset.done;
  }
  if (event.target.closest("[data-print]")) window.print();
  event.target.closest("[data-close]")?.closest("dialog").close();
  const opener = event.target.closest("[data-dialog]");
  if (opener) opener.dataset.dialog === "palette" ? openPalette() : $(`#${opener.dataset.dialog}`).showModal();
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && !window.htmx) form.requestSubmit();
});
const drop = (event, over) => {
  const zone = event.target.closest?.("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.toggle("over", over);
  const input = $("input[type=file]", zone);
  if (event.type === "drop" && event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
};
document.addEventListener("dragover", (event) => drop(event, true));
document.addEventListener("dragleave", (event) => drop(event, false));
document.addEventListener("drop", (event) => drop(event, false));

// --- What must be done for the page as it arrives, and for each exchanged part ----------
const arrive = (part) => {
  $$("form[data-many]", part).forEach(countPicks);
  const total = $("[data-total]", part);
  if (total && part !== document) say(total.textContent.trim());
};
arrive(document);
$(".error-summary")?.focus();
document.addEventListener("htmx:after:swap", () => { arrive($("#results") || document.body); });
