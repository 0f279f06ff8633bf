"use strict";
// Tells the frame around the page of every text that stands upon another, beyond the page, or broken within a word.
(() => {
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  // What is broken by what its own letters are: sources, hashes, text of the model.
  const LOOSE = "pre, .hash, .source, .reference, footer, .toggles";
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (node.data.trim() && own.checkVisibility() && !own.closest("script, style, .skip")) found.push(node);
    }
    return found;
  };
  // What is left of a box where those around it hide what is beyond them.
  const seen = (own, { left, right, top, bottom }) => {
    for (let around = own; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== "hidden") continue;
      const room = around.getBoundingClientRect();
      [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
    }
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  };
  const rects = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const all = [...range.getClientRects()].map((rect) => seen(node.parentElement, rect));
    return all.filter((rect) => rect.width > 0.5 && rect.height > 0.5);
  };
  // What is longer without a space is no word, and is broken where the line ends.
  const LETTERS_MAX = 28;
  const longest = (text) => Math.max(...text.split(/\s+/).map((part) => part.length));
  const say = (node) => node.data.trim().slice(0, 60);
  // Letters stand within their line's box: what overlaps by no more is no collision.
  const SLACK = 3;
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2 - SLACK;
  const look = () => {
    const outside = [], upon = [], broken = [];
    const boxes = [];
    for (const node of texts()) {
      const all = rects(node, 0, node.data.length);
      for (const rect of all) {
        if (rect.left < -0.5 || rect.right > root.clientWidth + 0.5) outside.push(say(node));
        boxes.push({ rect, node });
      }
      if (node.parentElement.closest(LOOSE)) continue;
      for (const word of node.data.matchAll(/[\p{Script=Latin}\p{Nd}]+/gu)) {
        if (longest(node.data) > LETTERS_MAX) continue;
        const lines = new Set(rects(node, word.index, word.index + word[0].length).map((rect) => Math.round(rect.top)));
        if (lines.size > 1) broken.push(word[0] + " in " + say(node));
      }
    }
    boxes.sort((a, b) => a.rect.top - b.rect.top);
    boxes.forEach((a, at) => {
      for (let next = at + 1; next < boxes.length && boxes[next].rect.top < a.rect.bottom; next += 1) {
        const b = boxes[next];
        if (a.node !== b.node && overlap(a.rect, b.rect)) upon.push(say(a.node) + " | " + say(b.node));
      }
    });
    return { outside: [...new Set(outside)], upon: [...new Set(upon)], broken: [...new Set(broken)] };
  };
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  for (const lang of ["en", "zh"]) {
    for (const theme of ["light", "dark"]) {
      $(`[data-set-lang=${lang}]`).click();
      $(`[data-set-theme=${theme}]`).click();
      found[lang + " " + theme] = look();
    }
  }
  found.sideways = [...document.querySelectorAll("body *")]
    .filter((own) => own.scrollWidth > own.clientWidth + 1 && getComputedStyle(own).overflowX === "auto")
    .map((own) => own.textContent.trim().slice(0, 60));
  setTimeout(() => { parent.postMessage("PROBE" + JSON.stringify(found) + "EBORP", "*"); }, 50);
})();
