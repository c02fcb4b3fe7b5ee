// Turns one tree into another by the smallest changes, so that what a person has typed, opened, focused or scrolled to
// stays as it is. Elements with an id are the same wherever they stand; `data-keep` marks what is left alone.

export function morph(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE || old.hasAttribute("data-keep")) return;
  attributes(old, fresh);
  children(old, fresh);
}

function attributes(old, fresh) {
  const own = (name) => name === "open" || (name === "disabled" && old.dataset.busy);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !own(name) && name !== "data-busy") old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value && !own(name)) old.setAttribute(name, value);
  }
}

function children(old, fresh) {
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  const wanted = new Set([...fresh.children].map((one) => one.id).filter(Boolean));
  let at = old.firstChild;
  for (const want of [...fresh.childNodes]) {
    while (at && at.id && !wanted.has(at.id)) at = removed(at);
    const have = want.id ? named.get(want.id) : isLike(at, want) ? at : null;
    if (!have || have.nodeName !== want.nodeName) {
      old.insertBefore(want, at);
      continue;
    }
    if (have === at) at = at.nextSibling;
    else old.insertBefore(have, at);
    morph(have, want);
  }
  while (at) at = removed(at);
}

// What somebody is writing in stays, though the page no longer has it.
function isInUse(node) {
  const fields = node.querySelectorAll?.("textarea, input[type=text]") ?? [];
  return [...fields].some((one) => one === document.activeElement || one.value !== one.defaultValue);
}

function isLike(old, want) {
  return old && !old.id && old.nodeName === want.nodeName && old.className === want.className;
}

function removed(node) {
  const next = node.nextSibling;
  if (!isInUse(node)) node.remove();
  return next;
}
