"use strict";
const form = document.getElementById("filters");
const list = document.getElementById("list");
const order = document.getElementById("order");
const findings = [...list.children].map((element) => {
  const { number, probability, names, topic, kind, relation, day } = element.dataset;
  return { element, number: +number, probability: +probability, names: names.split(" "), topic, kind, relation, day };
});
const filters = Object.fromEntries([...form.querySelectorAll("[data-filter]")].map((one) => [one.dataset.filter, one]));
const orders = {
  number: (one, other) => one.number - other.number,
  newest: (one, other) => other.day.localeCompare(one.day) || one.number - other.number,
  oldest: (one, other) => (one.day || "9").localeCompare(other.day || "9") || one.number - other.number,
  topic: (one, other) => one.topic - other.topic || one.number - other.number,
};
function speaks(names, one, other) {
  if (one && other) return (names[0] === one && names[1] === other) || (names[0] === other && names[1] === one);
  return !(one || other) || names.includes(one || other);
}
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ");
}
function text(finding) {
  finding.text ??= plain(finding.element.textContent);
  return finding.text;
}
function apply() {
  const { words, speaker, against, topic, kind, relation, least } = filters;
  const wanted = plain(words.value).trim();
  let shown = 0;
  for (const finding of findings) {
    const fits =
      finding.probability >= least.value / 100 &&
      speaks(finding.names, speaker.value, against.value) &&
      (!topic.value || finding.topic === topic.value) &&
      (!kind.value || finding.kind === kind.value) &&
      (!relation.value || finding.relation === relation.value) &&
      (!wanted || text(finding).includes(wanted));
    finding.element.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown-probability").textContent = least.value + "%";
  document.getElementById("count").textContent = shown + " of " + findings.length + " findings shown";
}
function sort() {
  list.append(...findings.sort(orders[order.value]).map((finding) => finding.element));
}
function only(chosen) {
  form.reset();
  for (const name of ["speaker", "against", "topic"]) if (chosen[name]) filters[name].value = chosen[name];
  apply();
  sort();
  document.getElementById("findings").scrollIntoView();
}
for (const happened of ["input", "change"]) form.addEventListener(happened, apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { apply(); sort(); }));
order.addEventListener("change", sort);
for (const button of document.querySelectorAll("#overview button")) button.addEventListener("click", () => only(button.dataset));
function reveal() {
  const target = /^#finding-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (target && target.hidden) { form.reset(); apply(); sort(); target.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
form.hidden = findings.length < 2;
apply();
