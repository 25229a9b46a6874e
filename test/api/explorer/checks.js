/** Run inside the page: what the policy refused, and whether text can be read and controls have names. */
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});

/** Red, green, blue and alpha of a computed colour. */
function parts(colour) {
  const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
  return { rgb: [r, g, b], a };
}

const over = ({ rgb, a }, ground) => ground.map((channel, index) => rgb[index] * a + channel * (1 - a));

/** What lies behind an element: the backgrounds of its ancestors, one over the other. */
function ground(element) {
  if (element === null) return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  return over(parts(getComputedStyle(element).backgroundColor), ground(element.parentElement));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(rgb) {
  const [r, g, b] = rgb.map((channel) => channel / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(element) {
  const behind = ground(element);
  const [light, dark] = [luminance(over(parts(getComputedStyle(element).color), behind)), luminance(behind)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');

/** Texts that are shown with less than 4.5 to 1. */
function pale() {
  const shown = [...document.body.querySelectorAll('*')].filter((element) => hasText(element) && element.checkVisibility());
  return shown.filter((element) => contrast(element) < 4.5)
    .map((element) => `${element.tagName}.${element.className} '${element.textContent.trim().slice(0, 40)}' ${contrast(element).toFixed(2)}`);
}

/** Buttons, fields and choices without a name for who cannot see them. */
function nameless() {
  const controls = document.body.querySelectorAll('button, select, input, textarea, summary, a, [role=button], [role=tabpanel]');
  const nameOf = (control) => (control.labels?.[0] ?? control).textContent.trim() || control.getAttribute('aria-label') || control.getAttribute('aria-labelledby');
  return [...controls].filter((control) => control.getAttribute('aria-hidden') !== 'true' && !nameOf(control)).map(({ outerHTML }) => outerHTML.slice(0, 200));
}

window.checks = { violations, pale, nameless };
