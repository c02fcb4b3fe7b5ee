// Keeps the page up to date while it is open. Without this script everything works by plain forms and reloading.

import { morph } from "./morph.js";
import { startSending } from "./sending.js";

const { base, offline } = document.body.dataset;
const POLL = 4000;
const POLL_BESIDE_EVENTS = 20000;
const NOTICE = 30000;
let events = null;
let isBusy = false;
let isDue = false;
let lastRefresh = Date.now();
const notice = document.getElementById("notice");
const opened = new Set();

document.documentElement.classList.add("js");
const form = document.getElementById("send");
if (form) startSending(form, refresh, () => location.reload());
form?.addEventListener("change", () => notice.replaceChildren());
if (location.search) history.replaceState(null, "", base);
listen();
setInterval(poll, POLL);
document.addEventListener("submit", submit);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && comeBack());
addEventListener("online", comeBack);
document.addEventListener("toggle", ({ target }) => opened[target.open ? "add" : "delete"](target.id), true);
addEventListener("offline", sayOffline);

function listen() {
  if (!form || !window.EventSource) return;
  events = new EventSource(`${base}/events`);
  events.onmessage = refresh;
}

function comeBack() {
  if (events?.readyState === EventSource.CLOSED) listen();
  if (form) refresh();
}

function poll() {
  if (!form || document.visibilityState !== "visible") return;
  const isLive = events?.readyState === EventSource.OPEN;
  if (Date.now() - lastRefresh > (isLive ? POLL_BESIDE_EVENTS : POLL)) refresh();
}

async function refresh() {
  if (isBusy) {
    isDue = true;
    return;
  }
  isBusy = true;
  try {
    const reply = await fetch(`${base}/live`, { cache: "no-store" });
    if (reply.ok) show(await reply.text());
    else if (reply.status === 404 || reply.status === 410) location.reload();
  } catch {
    // No network: the next event, poll or return tries again.
  }
  lastRefresh = Date.now();
  isBusy = false;
  if (isDue) {
    isDue = false;
    await refresh();
  }
}

async function submit(event) {
  const sent = event.target;
  if (sent.dataset.plain !== undefined || sent.id === "send") return;
  event.preventDefault();
  const button = sent.querySelector("button");
  if (button.dataset.busy) return;
  button.dataset.busy = "yes";
  button.disabled = true;
  try {
    const reply = await fetch(sent.action, { method: "POST", body: new URLSearchParams(new FormData(sent)) });
    const text = await reply.text();
    if (reply.ok) {
      sent.reset();
      opened.delete(sent.closest("details")?.id);
    }
    show(text);
  } catch {
    sayOffline();
  }
  delete button.dataset.busy;
  button.disabled = false;
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const live = fresh.getElementById("live");
  const said = [...(fresh.getElementById("notice")?.children ?? [])];
  inPlace(() => {
    notice.querySelector(".offline")?.remove();
    if (live) morph(document.getElementById("live"), live);
    if (said.length) say(said);
  });
  if (said.length) document.querySelector(".faulty")?.scrollIntoView({ block: "center" });
}

// What is looked at stays where it is on the screen while things change above it.
function inPlace(change) {
  const isSeen = (one) => one.getBoundingClientRect().bottom > 0 && one.getBoundingClientRect().top < innerHeight;
  const isBelowTop = (one) => one.getBoundingClientRect().top >= 0 && isSeen(one);
  const live = document.getElementById("live");
  const focused = document.activeElement;
  const isOnIt = live !== focused && live.contains(focused) && isSeen(focused);
  const anchor = isOnIt ? focused : scrollY > 0 && [...live.querySelectorAll("[id]")].find(isBelowTop);
  const before = anchor && anchor.getBoundingClientRect().top;
  change();
  for (const one of live.querySelectorAll("details[id]")) one.open ||= opened.has(one.id);
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

function say(lines) {
  notice.replaceChildren(...lines);
  setTimeout(() => lines.forEach((one) => !one.matches(".trouble, .offline") && one.remove()), NOTICE);
}

function sayOffline() {
  const line = document.createElement("p");
  line.className = "notice offline";
  line.textContent = offline;
  say([line]);
}
