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
    if (reply.ok) sent.reset();
    show(text);
  } catch {
    sayOffline();
  }
  delete button.dataset.busy;
  button.disabled = false;
}

function show(html) {
  notice.querySelector(".offline")?.remove();
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const live = fresh.getElementById("live");
  if (live) morph(document.getElementById("live"), live);
  const said = fresh.getElementById("notice");
  if (said?.children.length) say(...said.children);
}

function say(...lines) {
  notice.replaceChildren(...lines);
  notice.scrollIntoView({ block: "nearest" });
  setTimeout(() => lines.forEach((one) => !one.matches(".trouble, .offline") && one.remove()), NOTICE);
}

function sayOffline() {
  const line = document.createElement("p");
  line.className = "notice offline";
  line.textContent = offline;
  say(line);
}
