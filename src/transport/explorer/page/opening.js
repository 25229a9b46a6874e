import { ask } from './api.js';
import { fillVariables } from './fill.js';
import { settings } from './settings.js';

const { useEffect, useRef } = window.React;
const { useEditorContext, useExecutionContext } = window.GraphiQL.React;

/** Where panel and editors stand one below the other; as in the style sheet. */
const NARROW = window.matchMedia('(max-width: 760px)');

const isQuery = ({ query }) => query.startsWith('query');

/**
 * Answers a function that opens an example: acts as a person of its role (development), fills the variables from
 * what there is, puts all into a tab, and runs it when it is a query; a mutation waits for the reader.
 */
export function useOpening({ acting, typedHeaders, tell }) {
  const load = useLoading();
  return async (group, example) => {
    try {
      await actFor(group, acting);
      const { variables, missing } = await fillVariables(example, (query) => ask(query, { ...acting.headers(), ...typedHeaders() }));
      load(example, variables, missing === null && isQuery(example));
      tell(missing ?? `${example.title}, ${asWhom(acting)}${isQuery(example) ? '.' : ': read it, then press Run (Ctrl-Enter).'}`);
    } catch (error) {
      load(example, example.variables ?? {}, false);
      tell(error.message);
    }
  };
}

function asWhom({ current, roles }) {
  const person = current();
  if (person === null) return settings.development ? 'as a visitor' : 'with your headers';
  return `as ${person.name} (${roles().join(', ') || 'no membership'})`;
}

/** A visitor's example is anybody's; the others need somebody of their role. */
async function actFor({ role, person }, acting) {
  if (!settings.development || person === null) return;
  const fits = role === 'SIGNED_IN' ? acting.current() !== null : acting.roles().includes(role);
  if (!fits) await acting.choose(person);
}

/** Puts an operation into the tab that is open when nobody wrote in it, else into a new one. */
function useLoading() {
  const editors = useEditorContext({ nonNull: true });
  const execution = useExecutionContext({ nonNull: true });
  const latest = useRef(null);
  latest.current = { editors, execution };
  const pending = useRef(null);

  const place = () => {
    const wanted = pending.current;
    if (wanted === null) return;
    pending.current = null;
    const { queryEditor, variableEditor, responseEditor, updateActiveTabValues } = latest.current.editors;
    const variables = Object.keys(wanted.variables).length === 0 ? '' : JSON.stringify(wanted.variables, null, 2);
    queryEditor.setValue(wanted.query);
    // What is left of the operation before would be sent as the name of this one.
    queryEditor.operationName = null;
    variableEditor.setValue(variables);
    responseEditor.setValue('');
    updateActiveTabValues({ query: wanted.query, variables, operationName: null, response: null });
    if (NARROW.matches) document.getElementById('graphiql-session').scrollIntoView();
    if (wanted.run) latest.current.execution.run();
  };
  useEffect(place, [editors.activeTabIndex, editors.tabs.length]);

  return ({ query }, variables, run) => {
    pending.current = { query, variables, run };
    const { queryEditor, addTab } = latest.current.editors;
    if (isUntouched(queryEditor.getValue())) place();
    else addTab();
  };
}

/** Whether an editor holds nothing of the reader's own: an example as it is, or comments only. */
function isUntouched(text) {
  if (text.split('\n').every((line) => line.trim() === '' || line.startsWith('#'))) return true;
  return settings.groups.some(({ examples }) => examples.some(({ query }) => query === text));
}
