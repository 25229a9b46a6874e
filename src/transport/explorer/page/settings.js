/** What the server tells the page: whether this is development, the steps of the welcome, the examples. */
const answer = await fetch(new URL('settings.json', import.meta.url));

export const settings = await answer.json();
