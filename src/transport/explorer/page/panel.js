import { useOpening } from './opening.js';
import { settings } from './settings.js';

const { createContext, createElement: h, useContext, useEffect, useRef } = window.React;
const { useEditorContext } = window.GraphiQL.React;

/** What the panel needs of the page around GraphiQL. */
export const Page = createContext(null);

/** The panel beside the editors, as a plugin of GraphiQL. */
export const START_HERE = { title: 'Start here', icon: Icon, content: Panel };

function Icon() {
  return h('svg', { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinejoin: 'round' },
    h('path', { d: 'M5 21V4h13l-3 4.5 3 4.5H5' }));
}

function Panel() {
  const page = useContext(Page);
  const open = useOpening(page);
  useReadableEditors();
  useFirstVariables();
  const { person, roles } = page.acting;
  const isMine = ({ role }) => person !== null && roles().includes(role);
  // What whoever acts may do comes first.
  const groups = [...settings.groups.filter(isMine), ...settings.groups.filter((group) => !isMine(group))];
  return h('section', { className: 'start', 'aria-label': 'Start here' },
    h('h2', null, 'Start here'),
    h('p', null, settings.welcome.intro),
    h('ol', { className: 'steps' }, settings.welcome.steps.map((step, index) => h('li', { key: index }, h(Step, { step, open })))),
    h('h2', null, 'Examples by role'),
    groups.map((group) => h(Group, {
      key: group.role, group, open, mine: isMine(group), unfolded: isMine(group) || (person === null && group.role === 'VISITOR'),
    })));
}

function Step({ step, open }) {
  const { title, text, example } = step;
  const group = example && settings.groups.find(({ role }) => role === example.role);
  const found = group?.examples.find((one) => one.title === example.title);
  return h('div', null,
    found ? h('button', { type: 'button', className: 'example', onClick: () => open(group, found) }, title) : h('strong', null, title),
    h('span', null, text));
}

function Group({ group, open, mine, unfolded }) {
  const { name, about, examples } = group;
  const details = useRef(null);
  // Opens and closes when the person changes; between, that is the reader's.
  useEffect(() => { details.current.open = unfolded; }, [unfolded]);
  return h('details', { ref: details, className: mine ? 'group mine' : 'group' },
    h('summary', null, name, mine && h('span', { className: 'you' }, 'you')),
    h('p', null, about),
    h('ul', null, examples.map((example) => h('li', { key: example.title },
      h('button', { type: 'button', className: 'example', onClick: () => open(group, example) }, example.title),
      h('span', null, example.about)))));
}

const EDITORS = {
  queryEditor: 'Operation', variableEditor: 'Variables, as JSON', headerEditor: 'Headers, as JSON', responseEditor: 'Answer',
};

/** Gives the editors names for screen readers, wraps long lines, and lets Tab move on instead of indenting. */
function useReadableEditors() {
  const editors = useEditorContext({ nonNull: true });
  for (const [which, label] of Object.entries(EDITORS)) {
    const editor = editors[which];
    useEffect(() => {
      if (!editor) return;
      editor.setOption('screenReaderLabel', label);
      editor.setOption('lineWrapping', true);
      editor.addKeyMap({ Tab: false, 'Shift-Tab': false });
    }, [editor]);
  }
}

/** GraphiQL leaves the variables of its first tab out; without them the first operation would show less. */
function useFirstVariables() {
  const { queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  useEffect(() => {
    const [first] = settings.groups[0].examples;
    if (queryEditor?.getValue() !== first.query || variableEditor?.getValue() !== '') return;
    variableEditor.setValue(JSON.stringify(first.variables, null, 2));
  }, [queryEditor, variableEditor]);
}
