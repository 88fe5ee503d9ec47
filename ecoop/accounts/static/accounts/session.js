// Ask how long the session lives, warn five minutes before its end, and prolong it on a click.
// The pages work without this: a form that arrives too late is kept by the server.
const dialog = document.getElementById("session-ends");

const left = async () => {
  const answer = await fetch(dialog.dataset.asks, { headers: { Accept: "application/json" } });
  return answer.json();
};

const watch = async () => {
  let state;
  try { state = await left(); } catch { return setTimeout(watch, 60_000); }
  if (!state.signed_in) return dialog.open && dialog.close();
  if (state.seconds <= state.warn_at && !dialog.open) dialog.showModal();
  if (state.seconds > state.warn_at && dialog.open) dialog.close();
  const wait = state.seconds > state.warn_at ? state.seconds - state.warn_at : 30;
  setTimeout(watch, Math.min(wait, 600) * 1000);
};

dialog?.querySelector("[data-stay]").addEventListener("click", async () => {
  await fetch(dialog.dataset.prolongs);
  dialog.close();
});
if (dialog) setTimeout(watch, 60_000);
