// Searches all sections of all pages. Their text is loaded when the box is first used.
'use strict';
(() => {
  const MOST = 30;
  const root = document.currentScript.dataset.root;
  const box = document.querySelector('[role=search]');
  const input = box.querySelector('input');
  const list = box.querySelector('ol');
  const status = box.querySelector('[role=status]');
  let loading;

  const load = () =>
    loading ??= new Promise((loaded, failed) => {
      const script = document.createElement('script');
      script.src = root + 'search-index.js';
      script.onload = () => loaded(window.searchIndex);
      script.onerror = failed;
      document.head.append(script);
    });

  const wordsOf = text => text.toLowerCase().split(/\s+/).filter(word => word);

  // A word counts most in a heading, then in a page's title, then in the text. All words must occur.
  const score = (section, words) => {
    let sum = 0;
    for (const word of words) {
      const places = [[section.heading, 20], [section.title, 8], [section.text, 1]];
      const found = places.filter(([text]) => text.toLowerCase().includes(word));
      if (!found.length) return 0;
      for (const [, weight] of found) sum += weight;
    }
    return sum;
  };

  const excerpt = (text, words) => {
    const at = Math.max(0, Math.min(...words.map(word => text.toLowerCase().indexOf(word)).filter(i => i >= 0)));
    const start = Number.isFinite(at) ? Math.max(0, at - 40) : 0;
    const part = text.slice(start, start + 140);
    return (start ? '…' : '') + part + (start + 140 < text.length ? '…' : '');
  };

  const item = (section, words) => {
    const link = document.createElement('a');
    link.href = root + section.page + (section.id ? '#' + section.id : '');
    link.textContent = section.heading === section.title ? section.title : section.title + ': ' + section.heading;
    const line = document.createElement('small');
    line.textContent = excerpt(section.text, words);
    const entry = document.createElement('li');
    entry.append(link, line);
    return entry;
  };

  const search = async () => {
    const words = wordsOf(input.value);
    const index = await load();
    if (String(words) !== String(wordsOf(input.value))) return;
    const found = words.length
      ? index.map(section => [score(section, words), section]).filter(([points]) => points)
      : [];
    found.sort((a, b) => b[0] - a[0]);
    list.replaceChildren(...found.slice(0, MOST).map(([, section]) => item(section, words)));
    status.textContent = !words.length ? '' : found.length ? `${found.length} sections` : 'Nothing found';
  };

  input.addEventListener('focus', load);
  input.addEventListener('input', search);
  box.addEventListener('submit', event => event.preventDefault());
  box.hidden = false;
  const asked = new URLSearchParams(location.search).get('search');
  if (asked) {
    input.value = asked;
    search();
  }
})();
