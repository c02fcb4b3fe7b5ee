// Sends files one after another: each with a key of its own, so that a file that is sent again after a broken line counts
// once. Waits while there is no network, and goes on when the page is looked at again.

const WAITS = [1, 2, 4, 8, 15, 30];

export function startSending(form, refresh, leave) {
  const list = form.querySelector("#queue");
  const words = form.dataset;
  const queue = [];
  let isRunning = false;
  let wake = () => {};
  let lock = null;

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      for (const file of input.files) add(file);
      input.value = "";
      run();
    });
  }
  addEventListener("online", () => wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    wake();
    if (isRunning) stayAwake();
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length) event.preventDefault();
  });

  function add(file) {
    const mark = (one) => [one.name, one.size, one.lastModified].join();
    if (queue.some((one) => mark(one.file) === mark(file))) return;
    const item = { file, key: newKey(), row: newRow(file.name), request: null, tries: 0 };
    if (file.size > Number(words.most)) fail(item, words.tooBig, false);
    else queue.push(item);
    say(item, item.said || words.waiting);
    list.append(item.row);
    if (!item.said) button(item, words.drop, () => drop(item));
  }

  async function run() {
    if (isRunning) return;
    isRunning = true;
    stayAwake();
    while (queue.length) {
      document.documentElement.classList.add("sending");
      await sendOnce(queue[0]);
    }
    document.documentElement.classList.remove("sending");
    isRunning = false;
    lock?.release().catch(() => {});
    lock = null;
  }

  async function sendOnce(item) {
    say(item, words.sending);
    const { status, reply, after } = await post(item);
    progress(item, null);
    if (!queue.includes(item)) return;
    if (status >= 200 && status < 300 && reply) {
      queue.shift();
      say(item, words.stored);
      button(item);
      if (reply.trouble) return fail(item, reply.trouble, false);
      await refresh();
      item.row.remove();
    } else if (status === 0 || status === 429 || status >= 500) {
      say(item, status ? words.busy : words.pausing);
      await pause(Math.max(after, WAITS[item.tries++] ?? 30));
    } else if (status === 404 || status === 410) {
      queue.length = 0;
      leave();
    } else {
      queue.shift();
      fail(item, reply?.trouble || words.failed, true);
    }
  }

  function post(item) {
    return new Promise((resolve) => {
      const request = (item.request = new XMLHttpRequest());
      const body = new FormData();
      body.append("files", item.file, item.file.name);
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Idempotency-Key", item.key);
      request.upload.onprogress = (event) => event.lengthComputable && progress(item, event.loaded / event.total);
      request.onloadend = () =>
        resolve({
          status: request.status,
          reply: parsed(request.responseText),
          after: Number(request.getResponseHeader("Retry-After")) || 0,
        });
      request.send(body);
    });
  }

  function pause(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function fail(item, text, mayRetry) {
    item.said = text;
    say(item, text);
    if (mayRetry) button(item, words.again, () => again(item));
    else button(item, words.close, () => item.row.remove());
  }

  function again(item) {
    Object.assign(item, { said: "", key: newKey(), tries: 0 });
    queue.push(item);
    say(item, words.waiting);
    button(item, words.drop, () => drop(item));
    run();
  }

  function drop(item) {
    const place = queue.indexOf(item);
    if (place < 0) return;
    queue.splice(place, 1);
    item.row.remove();
    item.request?.abort();
    wake();
  }

  function stayAwake() {
    navigator.wakeLock?.request("screen").then((one) => (lock = one), () => {});
  }
}

function newRow(name) {
  const row = document.createElement("li");
  row.innerHTML = '<p class="file-name"><span></span></p><p class="said"></p><progress max="1" value="0" hidden></progress>';
  row.querySelector("span").textContent = name;
  return row;
}

function say(item, text) {
  const line = item.row.querySelector(".said");
  if (line.textContent !== text) line.textContent = text;
}

function progress(item, share) {
  const bar = item.row.querySelector("progress");
  bar.hidden = share === null;
  bar.value = share ?? 0;
}

function button(item, text, act) {
  item.row.querySelector("button")?.remove();
  if (!text) return;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button second";
  made.textContent = text;
  made.addEventListener("click", act);
  item.row.append(made);
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
