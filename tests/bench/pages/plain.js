// Draws the whole list from rows, element by element, in one go. Stars are kept on the device.

const programme = await (await fetch("/rows.json")).json();
const starred = new Set(JSON.parse(localStorage.getItem("stars") ?? "[]"));

/** An element with its attributes and what is in it. */
function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...inside);
  return element;
}

function icon() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M12 3l2.8 5.7 6.2.9-4.5 4.4 1 6.2L12 17.3l-5.5 2.9 1-6.2L3 9.6l6.2-.9z");
  svg.append(path);
  return svg;
}

function card(talk) {
  const link = make("a", { href: `#talk-${talk.id}` }, talk.title);
  const star = make("button", { class: "star", type: "button", "aria-label": `Star ${talk.title}`, "aria-pressed": String(starred.has(talk.id)), "data-id": talk.id }, icon());
  const dot = make("i", { class: "dot" });
  dot.style.backgroundColor = talk.colour;
  const meta = make("p", { class: "meta" }, make("span", {}, `${talk.start}–${talk.end}`), make("span", {}, talk.room), make("span", {}, `${talk.minutes} min`), make("span", {}, dot, talk.track));
  const item = make("li", { class: "talk" }, make("h4", { lang: talk.language }, link), star);
  if (talk.speakers.length > 0) item.append(make("p", { class: "who" }, talk.speakers.join(", ")));
  item.append(meta);
  return item;
}

const dateFormat = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const list = document.createDocumentFragment();
const days = document.createDocumentFragment();
for (const [day, talks] of Map.groupBy(programme.talks, (talk) => talk.day)) {
  const name = dateFormat.format(new Date(`${day}T12:00:00`));
  const section = make("section", { class: "day", id: day }, make("h2", {}, name));
  for (const [start, together] of Map.groupBy(talks, (talk) => talk.start)) {
    section.append(make("section", { class: "hour" }, make("h3", {}, start), make("ul", { class: "talks" }, ...together.map(card))));
  }
  list.append(section);
  days.append(make("li", {}, make("a", { href: `#${day}` }, name)));
}

document.querySelector("h1").textContent = programme.name;
document.querySelector("nav ul").append(days);
document.querySelector("main").append(list);

document.querySelector("main").addEventListener("click", (event) => {
  const star = event.target.closest(".star");
  if (!star) return;
  const { id } = star.dataset;
  starred.has(id) ? starred.delete(id) : starred.add(id);
  star.setAttribute("aria-pressed", String(starred.has(id)));
  localStorage.setItem("stars", JSON.stringify([...starred]));
});
