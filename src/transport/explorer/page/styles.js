/**
 * The page's policy takes a style element only with the nonce of this answer. Libraries inside GraphiQL add one
 * while a dialog is open; they are given the nonce here.
 */
export function allowOwnStyles() {
  const { nonce } = document.getElementById('page');
  const createElement = document.createElement.bind(document);
  document.createElement = (name, options) => {
    const made = createElement(name, options);
    if (String(name).toLowerCase() === 'style') made.nonce = nonce;
    return made;
  };
}
