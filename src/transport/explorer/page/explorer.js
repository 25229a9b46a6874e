import { Bar, useActing } from './acting.js';
import { send } from './api.js';
import { Page, START_HERE } from './panel.js';
import { settings } from './settings.js';
import { allowOwnStyles } from './styles.js';

allowOwnStyles();

const { createElement: h, useMemo, useRef, useState } = window.React;
const { GraphiQL } = window;
const PLUGINS = [START_HERE];
const [FIRST] = settings.groups[0].examples;
const FIRST_TAB = [{ query: FIRST.query }];
const NEW_TAB = '# Choose an example, or write an operation: Ctrl-Space completes, Ctrl-Enter runs.\n\n';

function Explorer() {
  const [told, tell] = useState('You are a visitor. Choose an example, or write an operation.');
  const acting = useActing(tell);
  const typed = useRef('');
  const { current: fetcher } = useRef((operation, options) => send(operation, { ...acting.headers(), ...options?.headers }));
  const page = useMemo(() => ({ acting, tell, typedHeaders: () => headersIn(typed.current) }), [acting.person, acting.people]);
  return h(Page.Provider, { value: page },
    h(Bar, { acting, tell }),
    h('p', { className: 'told', role: 'status' }, told),
    h(GraphiQL, {
      fetcher, plugins: PLUGINS, visiblePlugin: START_HERE, defaultTabs: FIRST_TAB, defaultQuery: NEW_TAB,
      defaultEditorToolsVisibility: 'variables', shouldPersistHeaders: false,
      onEditHeaders: (text) => { typed.current = text; },
    }, h(GraphiQL.Logo, null, h('span', { className: 'credit' }, 'GraphiQL'))));
}

/** The headers somebody typed; none while they are no JSON object. */
function headersIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

window.ReactDOM.createRoot(document.getElementById('explorer')).render(h(Explorer));
