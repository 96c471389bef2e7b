const words = document.getElementById("filter");
const least = document.getElementById("probability");
const findings = [...document.querySelectorAll(".c-finding")];
function apply() {
  const wanted = words.value.trim().toLowerCase();
  let shown = 0;
  for (const finding of findings) {
    const fits = finding.dataset.probability >= least.value / 100 && finding.textContent.toLowerCase().includes(wanted);
    finding.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown-probability").textContent = least.value + "%";
  document.getElementById("count").textContent = shown + " of " + findings.length + " findings";
}
words.addEventListener("input", apply);
least.addEventListener("input", apply);
apply();
