// What the browser tests ask of a page that has been drawn; answered as plain values.
() => {
  const FIRST = ".phone:not(.largest):not(.dark) ";
  const visible = (element) => element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const colour = (text) => text.match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const found = colour(getComputedStyle(element).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const contrast = (element) => {
    const [high, low] = [light(colour(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const speaking = all("body *").filter(
    (element) => visible(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
  );
  return {
    width: document.documentElement.scrollWidth,
    scripts: all("script").length + all("*").filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
    targets: all("[href], [src], [action], [srcset], [style*='url(']").map((e) => e.getAttribute("href") || e.getAttribute("src") || "?"),
    headings: all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1])),
    landmarks: all("main, header, section[aria-labelledby]").map((e) => e.tagName.toLowerCase()),
    unnamed: all("section").filter((e) => !document.getElementById(e.getAttribute("aria-labelledby"))?.innerText.trim()).length,
    twice: all("[id]").map((e) => e.id).filter((id, place, ids) => ids.indexOf(id) !== place),
    withoutAlt: all("img").filter((image) => !image.alt.trim()).length,
    broken: all("img").filter((image) => !image.complete || image.naturalWidth === 0).length,
    stretched: all(".picture, .photo img").filter(
      (i) => getComputedStyle(i).objectFit !== "contain" && Math.abs(i.clientWidth / i.clientHeight - i.naturalWidth / i.naturalHeight) / (i.naturalWidth / i.naturalHeight) > 0.02,
    ).length,
    pale: speaking.filter((element) => contrast(element) < 4.5).map((element) => element.innerText.slice(0, 40)),
    cut: all(".bubble *, .balloon").filter((e) => visible(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map((e) => e.innerText.slice(0, 40)),
    outside: all(".phone .said > *").filter((e) => e.getBoundingClientRect().right > e.closest(".chat").getBoundingClientRect().right).length,
    overlapping: all(".bubble .box, .bubble").flatMap((box) => {
      const inner = [...box.children].filter(visible).map((e) => [e, e.getBoundingClientRect()]);
      const around = box.getBoundingClientRect();
      const outside = inner.filter(([, r]) => r.left < around.left - 1 || r.right > around.right + 1 || r.top < around.top - 1 || r.bottom > around.bottom + 1);
      const upon = inner.filter(([, r], place) => inner.slice(place + 1).some(([, s]) =>
        r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 1 && s.top < r.bottom - 1));
      return [...outside, ...upon].map(([e]) => e.innerText.slice(0, 40) || e.className);
    }),
    said: all(FIRST + ".bubble, " + FIRST + ".balloon").map((element) => element.innerText).join("\n"),
    taps: all(FIRST + ".bubble .tap").map((e) => [e.innerText.replace("›", "").trim(), e.getAttribute("href")]),
    pictures: all(FIRST + "img").map((image) => image.getAttribute("src")),
    heights: all(".bubble").map((e) => e.getBoundingClientRect().height),
    focusable: all("a[href], [tabindex='0']").length,
    language: document.documentElement.lang,
  };
};
