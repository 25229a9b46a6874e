import { demonstrationPeople, headersOf, rolesOf, signIn } from './api.js';
import { settings } from './settings.js';

const { createElement: h, useEffect, useRef, useState } = window.React;
const KEPT = 'explorer:acting-as';

/**
 * Who acts: `person` (null: a visitor), `people` to choose from, `choose(key)`, `chooseMembership(id)`; and as of
 * the last choice, not of the last rendering, `current()`, `headers()` and `roles()`. A reload keeps the choice.
 */
export function useActing(tell) {
  const [person, setPerson] = useState(null);
  const [people, setPeople] = useState([]);
  const current = useRef(null);

  const set = (next) => {
    current.current = next;
    setPerson(next);
  };
  const choose = async (key) => {
    const next = key === '' ? null : await signIn(key);
    set(next);
    sessionStorage.setItem(KEPT, key);
    tell(next === null ? 'You are a visitor now.' : `You act as ${next.name} now.`);
    return next;
  };
  const chooseMembership = (id) => {
    set({ ...current.current, membershipId: id });
    tell('You act through the other membership now.');
  };

  useEffect(() => {
    if (!settings.development) return;
    demonstrationPeople().then(setPeople).catch(() => tell('The demonstration people cannot be had.'));
    const kept = sessionStorage.getItem(KEPT) ?? '';
    if (kept !== '') choose(kept).catch(() => sessionStorage.removeItem(KEPT));
  }, []);

  return {
    person, people, choose, chooseMembership,
    current: () => current.current, headers: () => headersOf(current.current), roles: () => rolesOf(current.current),
  };
}

/** The bar at the top: what this is, and in development who acts. */
export function Bar({ acting, tell }) {
  return h('header', { className: 'bar' },
    h('h1', null, 'Karmayogi Marketplace', h('span', null, ' API explorer')),
    settings.development ? h(Switch, { acting, tell }) : h('p', null, 'Send your token in the Headers editor.'));
}

function Switch({ acting, tell }) {
  const { person, people, choose, chooseMembership } = acting;
  const fail = (error) => tell(error.message);
  const copy = () => navigator.clipboard.writeText(person.token).then(() => tell('The token is in the clipboard.'), fail);
  return h('div', { className: 'switch' },
    h('label', null, 'Act as ', h('select', {
      id: 'act-as', value: person?.key ?? '', onChange: (event) => { choose(event.target.value).catch(fail); },
    },
    h('option', { value: '' }, 'a visitor, not signed in'),
    people.map(({ key, name, about }) => h('option', { key, value: key }, `${name}: ${about}`)))),
    person !== null && person.memberships.length > 1 && h('label', null, 'through ', h('select', {
      id: 'membership', value: person.membershipId, onChange: (event) => chooseMembership(event.target.value),
    }, person.memberships.map(({ id, roles, organisation }) =>
      h('option', { key: id, value: id }, `${roles.join(', ')} at ${organisation?.name ?? 'an organisation'}`)))),
    person !== null && h('button', { type: 'button', onClick: copy }, 'Copy token'));
}
