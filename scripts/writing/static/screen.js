// The phone. Its HTML comes from the judge; styles are set one by one, since the page allows none in its text.

const PICTURE = / src="picture:([^"]*)"/g;

export function draw(place, html, pictures) {
  const quiet = html.replaceAll(' style="', ' data-look="').replace(PICTURE, ' data-picture="$1"');
  const parsed = new DOMParser().parseFromString(quiet, "text/html");
  place.replaceChildren(...parsed.body.childNodes);
  for (const element of place.querySelectorAll("[data-look]")) element.style.cssText = element.dataset.look;
  for (const image of place.querySelectorAll("[data-picture]")) {
    const picture = pictures.find(({ name }) => name === image.dataset.picture);
    if (picture) image.src = picture.url;
  }
  for (const link of place.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noreferrer noopener";
  }
}
